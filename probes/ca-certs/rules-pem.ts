import { type RuleSet, rule } from '../../src/core/rule.ts';
import { IN_IMAGE, leftWith, REGENERATE } from './remedies.ts';

const at = (path: string, line: number) => `${path}, line ${line}`;

/** What is wrong with the text of a file. */
export const pemRules = {
  'no-certificates': rule<{ path: string; looksLike: string | null; roots: number }>({
    title: 'A CA file holds no certificate',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has roots all the same' }],
    cause:
      'The file has bytes and no CERTIFICATE block: an error page that was downloaded in its place, a key, a keystore of Java, text in UTF-16. Go reads it, finds nothing and does not try the next place.',
    message: ({ path, looksLike, roots }) =>
      `${path} holds no certificate${looksLike === null ? '' : `: it is ${looksLike}`}. ${leftWith(roots)}`,
    remedy: REGENERATE,
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', looksLike: 'HTML', roots: 0 },
  }),
  'block-unparsable': rule<{ path: string; index: number; line: number; reason: string }>({
    title: 'A certificate in a file cannot be read',
    severity: 'error',
    cause:
      'One broken block: cut short, base64 with a wrong character, a header, indented, or not a certificate at all. Go drops that one. OpenSSL, and what is built on it, refuses the whole file with all its certificates; Node takes those before it.',
    message: ({ path, index, line, reason }) =>
      `Certificate ${index} of ${at(path, line)} cannot be read: ${reason}.`,
    remedy: ({ path, line }) =>
      `replace the block that begins in line ${line} of ${path} by the whole certificate`,
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', index: 7, line: 153, reason: 'broken base64' },
  }),
  'boundary-glued': rule<{ path: string; line: number }>({
    title: 'Two certificates stand on one line',
    severity: 'error',
    cause:
      'A file without a line end at its end was concatenated with the next: END and BEGIN stand on one line. Go loses the certificates on both sides, OpenSSL refuses the whole file.',
    message: ({ path, line }) => `In ${at(path, line)}, END and the next BEGIN stand on one line.`,
    remedy: ({ path }) =>
      `sed -i 's/-----END CERTIFICATE-----[ \\t]*-----BEGIN/-----END CERTIFICATE-----\\n-----BEGIN/g' ${path}`,
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', line: 27 },
  }),
  'bom-hides-first': rule<{ path: string; hidden: string }>({
    title: 'A byte order mark hides the first certificate from Go',
    severity: 'error',
    cause:
      'An editor put the three bytes EF BB BF before the text. Go wants BEGIN at the start of a line and passes over the first certificate; OpenSSL takes the mark off.',
    message: ({ path, hidden }) => `${path} begins with a byte order mark: Go does not see ${hidden}.`,
    remedy: ({ path }) => `sed -i '1s/^\\xef\\xbb\\xbf//' ${path}`,
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/corp.pem', hidden: 'CN=Corp Root CA' },
  }),
  'der-not-pem': rule<{ path: string }>({
    title: 'A CA file is binary',
    severity: 'error',
    cause:
      'The file is a certificate in DER, as browsers and Windows export it. Go, OpenSSL and Node read PEM alone here and take nothing from it.',
    message: ({ path }) => `${path} is a binary (DER) certificate; every loader wants PEM.`,
    remedy: ({ path }) => `openssl x509 -inform DER -in ${path} -out ${path}.pem`,
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
    remedy: ({ path }) =>
      `openssl x509 -in ${path} -out ${path}.pem writes the first as a plain CERTIFICATE; replace each so`,
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/corp.pem', line: 1, count: 1 },
  }),
  'private-key-in-bundle': rule<{ path: string; line: number }>({
    title: 'A private key lies in a CA file',
    severity: 'warning',
    cause:
      'A CA bundle is readable for everybody and is copied freely. No loader needs a key there; somebody concatenated one file too many.',
    message: ({ path, line }) => `A private key begins in ${at(path, line)}.`,
    remedy: ({ path }) =>
      `take the key out of ${path}, and replace it where it is in use: it has been readable`,
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', line: 3010 },
  }),
} as const satisfies RuleSet;
