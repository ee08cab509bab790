import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { BUNDLE, edit, IN_IMAGE, rewrite } from '../remedies.ts';

const at = (path: string, line: number) => `${path}, line ${line}`;

/** What is wrong with the text of a file. */
export const pemRules = {
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
  'trusted-block': rule<{ path: string; line: number; count: number; by: string | null }>({
    title: 'Certificates in a format that OpenSSL alone reads',
    severity: 'warning',
    otherwise: [
      {
        severity: 'error',
        when: 'where Go has no roots because of it, and where SSL_CERT_FILE names a file with nothing else in it',
      },
    ],
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
    example: { path: '/etc/ssl/corp.pem', line: 1, count: 1, by: null },
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
