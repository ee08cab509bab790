import { byHand, command } from '../../src/core/remedy/forms.ts';
import { quote } from '../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../src/core/rule.ts';
import { BUNDLE, edit, IN_IMAGE, leftWith, mendNamed, regenerate, rewrite, sourceName } from './remedies.ts';

const at = (path: string, line: number) => `${path}, line ${line}`;

/** What is wrong with the text of a file. */
export const pemRules = {
  'no-certificates': rule<{ path: string; looksLike: string | null; roots: number; by: string | null }>({
    title: 'A CA file holds no certificate',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has roots all the same' }],
    cause:
      'The file has bytes and no CERTIFICATE block: an error page that was downloaded in its place, a key, a keystore of Java, text in UTF-16. Go reads it, finds nothing and does not try the next place.',
    message: ({ path, looksLike, roots }) =>
      `${path} holds no certificate${looksLike === null ? '' : `: it is ${looksLike}`}. ${leftWith(roots)}`,
    remedies: ({ path, by, roots }, platform) =>
      by === null ? regenerate(platform) : mendNamed(by, path, roots),
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', looksLike: 'HTML', roots: 0, by: null },
  }),
  'block-unparsable': rule<{ path: string; index: number; line: number; reason: string }>({
    title: 'A certificate in a file cannot be read',
    severity: 'error',
    cause:
      'One broken block: cut short, base64 with a wrong character, a header, indented, or not a certificate at all. Go drops that one. OpenSSL, and what is built on it, refuses the whole file with all its certificates; Node takes those before it.',
    message: ({ path, index, line, reason }) =>
      `Certificate ${index} of ${at(path, line)} cannot be read: ${reason}.`,
    remedies: ({ path, line }) => [
      byHand(
        'image',
        path === BUNDLE
          ? `replace the block of line ${line} in the file under /usr/local/share/ca-certificates that the bundle is made of, then update-ca-certificates; in a bundle made by hand replace it there`
          : `replace the block that begins in line ${line} of ${path}, or of the file that it is a link to, by the whole certificate`,
      ),
    ],
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', index: 7, line: 153, reason: 'broken base64' },
  }),
  'boundary-glued': rule<{ path: string; line: number }>({
    title: 'Two certificates stand on one line',
    severity: 'error',
    cause:
      'A file without a line end at its end was concatenated with the next: END and BEGIN stand on one line. Go loses the certificates on both sides, OpenSSL refuses the whole file.',
    message: ({ path, line }) => `In ${at(path, line)}, END and the next BEGIN stand on one line.`,
    remedies: ({ path }, platform) =>
      edit(
        path,
        (file) =>
          `sed -i 's/-----END CERTIFICATE-----[ \\t]*-----BEGIN/-----END CERTIFICATE-----\\n-----BEGIN/g' ${file}`,
        platform,
        ['program:sed'],
      ),
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', line: 27 },
  }),
  'bom-hides-first': rule<{ path: string; hidden: string }>({
    title: 'A byte order mark hides the first certificate from Go',
    severity: 'error',
    cause:
      'An editor put the three bytes EF BB BF before the text. Go wants BEGIN at the start of a line and passes over the first certificate; OpenSSL takes the mark off.',
    message: ({ path, hidden }) => `${path} begins with a byte order mark: Go does not see ${hidden}.`,
    remedies: ({ path }, platform) => edit(path, rewrite('tail -c +4'), platform, ['program:tail']),
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/corp.pem', hidden: 'CN=Corp Root CA' },
  }),
  'der-not-pem': rule<{ path: string }>({
    title: 'A CA file is binary',
    severity: 'error',
    cause:
      'The file is a certificate in DER, as browsers and Windows export it. Go, OpenSSL and Node read PEM alone here and take nothing from it.',
    message: ({ path }) => `${path} is a binary (DER) certificate; every loader wants PEM.`,
    remedies: ({ path }, platform) => {
      const convert = (file: string, target: string) =>
        `{ echo '-----BEGIN CERTIFICATE-----'; base64 -w 64 ${file}; echo '-----END CERTIFICATE-----'; } >${target}`;
      if (!path.startsWith('/etc/ssl/certs/') || platform.family === 'rhel')
        return edit(
          path,
          (file) => `${convert(file, '/tmp/rewritten')} && cat /tmp/rewritten >${file} && rm /tmp/rewritten`,
          platform,
          ['program:base64'],
        );
      // A certificate of the store has its place among the sources.
      const source = quote(`/usr/local/share/ca-certificates/${sourceName(path)}`);
      const line = `mkdir -p /usr/local/share/ca-certificates && ${convert(quote(path), '/tmp/rewritten')} && rm -f ${quote(path)} && mv /tmp/rewritten ${source} && update-ca-certificates`;
      return [
        ...command(line, { needs: ['program:base64', 'program:update-ca-certificates'] }),
        byHand('image', `convert ${path} in the stage that it is copied from: openssl x509 -inform DER`),
      ];
    },
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/corp.crt' },
  }),
  'trusted-block': rule<{ path: string; line: number; count: number }>({
    title: 'Certificates in a format that OpenSSL alone reads',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where Go has no roots because of it' }],
    cause:
      'TRUSTED CERTIFICATE and X509 CERTIFICATE are block types of OpenSSL (openssl x509 -trustout). Go and Node pass over them in silence.',
    message: ({ path, line, count }) =>
      `${count} blocks of ${path} (the first in line ${line}) are of a type that OpenSSL takes and Go passes over.`,
    remedies: ({ path, line, count }, platform) => {
      const whole = count === 1 && line === 1;
      const convert = edit(path, rewrite('openssl x509 -in'), platform, ['program:openssl']);
      return whole
        ? convert
        : [
            byHand(
              'image',
              `convert the blocks of ${path} one by one: openssl x509 reads the first of what it is given`,
            ),
          ];
    },
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/corp.pem', line: 1, count: 1 },
  }),
  'private-key-in-bundle': rule<{ path: string; line: number }>({
    title: 'A private key lies in a CA file',
    severity: 'warning',
    cause:
      'A CA bundle is readable for everybody and is copied freely. No loader needs a key there; somebody concatenated one file too many.',
    message: ({ path, line }) => `A private key begins in ${at(path, line)}.`,
    remedies: ({ path }, platform) =>
      edit(
        path,
        (file) => `sed -i '/-----BEGIN .*PRIVATE KEY-----/,/-----END .*PRIVATE KEY-----/d' ${file}`,
        platform,
        ['program:sed'],
      ).map((remedy) => ({
        ...remedy,
        why: remedy.why || 'and replace the key where it is in use: it has been readable',
      })),
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', line: 3010 },
  }),
} as const satisfies RuleSet;
