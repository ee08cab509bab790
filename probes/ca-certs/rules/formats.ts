import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { Holding } from '../formats/holding.ts';
import { adviceFor, convertRemedies, fetchAgain } from '../formats/remedies.ts';
import { formatInWords, holdsInWords } from '../formats/words.ts';
import { IN_IMAGE, leftFor, mendNamed, NOTHING_TO_GO, regenerate } from '../remedies.ts';

type Evidence = { path: string; holding: Holding; roots: number; by: string | null };

const plain: Omit<Holding, 'format'> = {
  inner: null,
  detail: null,
  count: 0,
  certificates: [],
  privateKeys: 0,
  lock: null,
  passwordFile: null,
  legacy: false,
  places: [],
};

const CORP = { count: 1, certificates: [{ subject: 'Corp Root CA', date: '2031-05-01T00:00:00.000Z' }] };

const holds = (holding: Holding) => {
  const words = holdsInWords(holding);
  return words === '' ? '' : `; ${words}`;
};

/** Files in the place of a CA file that are none. */
export const formatRules = {
  'no-certificates': rule<Evidence>({
    title: 'A CA file holds no certificate',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'The file has bytes and no certificate: an error page that was downloaded in its place, a request that no CA has signed yet, a key, a list of revoked certificates, something of OpenSSH. Go reads it, finds nothing and does not try the next place.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, holding, roots, by }) => {
      const words = formatInWords(holding);
      return `${path} holds no certificate${words === null ? '' : `: it is ${words}`}. ${leftFor(by, roots)}`;
    },
    remedies: ({ path, holding, by, roots }, platform) => [
      ...adviceFor(path, holding),
      ...(by === null ? regenerate(platform) : mendNamed(by, path, roots)),
      fetchAgain(path),
    ],
    restart: IN_IMAGE,
    example: {
      path: '/etc/ssl/certs/ca-certificates.crt',
      holding: { ...plain, format: 'html' },
      roots: 0,
      by: null,
    },
  }),
  'der-not-pem': rule<Evidence>({
    title: 'A CA file is binary',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'The file is a certificate in DER, as browsers and Windows export it. Go, OpenSSL and Node read PEM alone here and take nothing from it.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, holding, roots, by }) =>
      `${path} is a binary (DER) certificate, and every loader wants PEM${holds(holding)}. ${leftFor(by, roots)}`,
    remedies: ({ path, by, holding }, platform) => convertRemedies(path, by, holding, platform),
    restart: IN_IMAGE,
    example: {
      path: '/etc/ssl/corp.crt',
      holding: { ...plain, ...CORP, format: 'der' },
      roots: 0,
      by: 'SSL_CERT_FILE',
    },
  }),
  'other-format': rule<Evidence>({
    title: 'A CA file is in a format that no loader reads',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'Certificates are handed over as PKCS #7 (.p7b), PKCS #12 (.p12, .pfx), keystores of Java, packed, in base64, in UTF-16, or with line ends that are none. Go, OpenSSL and Node read PEM alone where they look for CAs, and take nothing from the file.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, holding, roots, by }) =>
      `${path} is ${formatInWords(holding) ?? 'no PEM'}, and every loader wants PEM${holds(holding)}. ${leftFor(by, roots)}`,
    remedies: ({ path, by, holding }, platform) => convertRemedies(path, by, holding, platform),
    restart: IN_IMAGE,
    example: {
      path: '/etc/ssl/corp.p7b',
      holding: { ...plain, ...CORP, format: 'pkcs7-pem' },
      roots: 0,
      by: 'SSL_CERT_FILE',
    },
  }),
} as const satisfies RuleSet;
