import type { Platform } from '../../../src/core/platform.ts';
import { byHand } from '../../../src/core/remedy/forms.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { spokenDate, spokenWhen } from '../../../src/core/time/when.ts';
import { BUNDLE, bring, fileNameOf, IN_IMAGE, install, remove, sourceName } from '../remedies.ts';

/** Certificates whose date matters. */
export interface Dated {
  readonly [key: string]: number | string | readonly DatedCertificate[] | readonly string[];
  readonly count: number;
  /** Some of them. */
  readonly certificates: readonly DatedCertificate[];
  /** ISO 8601, UTC. */
  readonly now: string;
}

export interface DatedCertificate {
  readonly [key: string]: string;
  readonly subject: string;
  /** The date that matters, ISO 8601, UTC. */
  readonly date: string;
}

/** `CN=Corp Root CA ended 9 months ago, on …; … and 2 more`: some of many. */
function some({ count, certificates, now }: Dated, verb: string): string {
  const told = certificates.map(({ subject, date }) => `${subject} ${verb} ${spokenWhen(date, now)}`);
  const more = count - certificates.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** Where private certificates lie; those of the package are renewed with it. */
type Placed = { readonly files: readonly string[] };

/** A private CA is renewed by whoever runs it, under the name that it has; a public one comes with the package. */
function renewed({ files }: Placed, platform: Platform): readonly Remedy[] {
  const [first] = files;
  return first === undefined || first === BUNDLE ? install(platform) : bring(sourceName(first), platform);
}

/** What nobody can use goes; what takes its place belongs under the same name. */
function replaced({ files }: Placed, subject: string, platform: Platform): readonly Remedy[] {
  const [first] = files;
  return [
    ...remove(files, platform),
    ...bring(first === undefined ? fileNameOf(subject) : sourceName(first), platform),
  ];
}

/** Directories that hold what is trusted, and nothing else. */
function isOfStore(path: string): boolean {
  return /^\/(?:etc\/ssl|etc\/pki|usr\/share|usr\/local\/share)\//.test(path);
}

/** The certificate of the service itself may lie in a directory of its own: it stays there. */
function apart({ files }: Placed): readonly Remedy[] {
  const directories = [...new Set(files.map((path) => path.slice(0, path.lastIndexOf('/'))))].join(', ');
  return [
    byHand(
      'pod',
      `give the CA a directory without certificates of servers, and name that in place of ${directories}`,
    ),
  ];
}

const FILES = ['/etc/ssl/certs/corp-root.pem'];
const NOW = '2026-11-21T12:00:00.000Z';
const corp = (date: string): DatedCertificate => ({ subject: 'CN=Corp Root CA', date });

const NO_SERVER = {
  key: (what: string) => `Go verifies nothing by a key of ${what}; it needs one of RSA, ECDSA or Ed25519`,
  extension: (what: string) => `its extension ${what} is critical, and no verifier knows it`,
  purpose: (what: string) => `its extKeyUsage is for other purposes (${what})`,
};

/** What is wrong with the certificates themselves. */
export const certificateRules = {
  'all-expired': rule<{ count: number; last: string; now: string } & Placed>({
    title: 'Every CA certificate is past its date',
    severity: 'error',
    cause:
      'No chain can be verified with roots that are no longer valid: the bundle is very old, it is a single private CA that has ended, or the clock is far ahead.',
    message: ({ count, last, now }) =>
      `${count === 1 ? 'The only certificate has' : `All ${count} certificates have`} expired, the last ${spokenWhen(last, now)}; the clock says ${spokenDate(now)}.`,
    remedies: renewed,
    restart: IN_IMAGE,
    example: { count: 3, last: '2026-03-01T00:00:00.000Z', now: NOW, files: [] },
  }),
  expired: rule<Dated & Placed>({
    title: 'A CA certificate is past its date',
    severity: 'info',
    otherwise: [{ severity: 'warning', when: 'where others were issued by it, or it was added by hand' }],
    cause:
      'Chains that end in it are refused. Stock bundles keep a few roots past their date, which nobody uses any more. It is a warning for a certificate that others in the store were issued by, that the policy requires, or that is no public root.',
    says: ['certificate has expired or is not yet valid', 'certificate has expired'],
    message: (args) => some(args, 'expired'),
    remedies: (e, platform) =>
      e.files.length > 0
        ? [...bring(sourceName(e.files[0] ?? ''), platform), ...remove(e.files, platform)]
        : install(platform),
    restart: IN_IMAGE,
    example: { count: 1, certificates: [corp('2026-03-01T00:00:00.000Z')], now: NOW, files: FILES },
  }),
  'expiring-soon': rule<Dated & Placed>({
    title: 'A CA certificate ends soon',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'for a public root, which the distribution replaces' }],
    cause:
      'Chains that end in it will be refused from that day on. The policy says how many days before (expiringSoonDays). For a public root it is only information: the next bundle will not have it.',
    message: (args) => some(args, 'expires'),
    remedies: renewed,
    restart: IN_IMAGE,
    example: { count: 1, certificates: [corp('2026-12-03T12:00:00.000Z')], now: NOW, files: FILES },
  }),
  'not-yet-valid': rule<Dated>({
    title: 'A CA certificate is not valid yet',
    severity: 'warning',
    cause:
      'The clock is behind (a virtual machine that was resumed, a board without a battery), or the certificate was made for later.',
    says: ['certificate has expired or is not yet valid', 'certificate is not yet valid'],
    message: (args) => `The clock says ${spokenDate(args.now)}, and ${some(args, 'becomes valid')}`,
    remedies: () => [
      byHand('host', 'compare the clock of the node: date -u; a container has no clock of its own'),
    ],
    restart: { mends: false, why: 'The clock belongs to the node.' },
    example: { count: 1, certificates: [corp('2027-01-01T00:00:00.000Z')], now: NOW },
  }),
  'not-a-ca': rule<{ subject: string; selfSigned: boolean } & Placed>({
    title: 'A certificate in the store is not a CA',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'where it signs itself, and has a name in subjectAltName' }],
    cause:
      'Its basicConstraints or keyUsage do not allow it to issue certificates: no chain can end in it. It is most likely the certificate of a server in place of the one that issued it. A self-signed one is trusted as itself, and only noted; without a subjectAltName Go takes it for no server.',
    message: ({ subject, selfSigned }) =>
      `${subject} is not a CA${selfSigned ? ': it is trusted as itself only' : ', so nothing that it issued is trusted'}.`,
    remedies: (e, platform) => (e.files.every(isOfStore) ? replaced(e, e.subject, platform) : apart(e)),
    restart: IN_IMAGE,
    example: { subject: 'CN=api.corp.example', selfSigned: false, files: FILES },
  }),
  'anchor-refused': rule<{ subject: string; what: string; why: keyof typeof NO_SERVER } & Placed>({
    title: 'No server is accepted by a CA of the store',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where it is for other purposes than servers' }],
    cause:
      'Go loads it and counts it, and refuses every chain that ends in it: Go verifies no signatures by keys of RSASSA-PSS, Ed448 and DSA (OpenSSL does); a critical extension that a verifier does not know makes a certificate void, for OpenSSL too; and an extKeyUsage of a CA holds for all that it issues.',
    says: ['x509: unhandled critical extension', 'x509: certificate specifies an incompatible key usage'],
    message: ({ subject, what, why }) => `No server is accepted by ${subject}: ${NO_SERVER[why](what)}.`,
    remedies: (e, platform) => replaced(e, e.subject, platform),
    restart: IN_IMAGE,
    example: { subject: 'CN=Corp Root CA', what: 'RSASSA-PSS', why: 'key', files: FILES },
  }),
  'weak-key': rule<{ subject: string; type: string; bits: number } & Placed>({
    title: 'A CA has a key that is too short',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'for RSA below 1024 bits, which nobody verifies by' }],
    cause:
      'RSA below 2048 bits and curves below 256 can be broken with enough money. OpenSSL refuses them at its default security level 2 (Debian), Go below 1024 bits.',
    message: ({ subject, type, bits }) => `The key of ${subject} is ${type} with ${bits} bits.`,
    remedies: (e, platform) => replaced(e, e.subject, platform),
    restart: IN_IMAGE,
    example: { subject: 'CN=Corp Root CA 2004', type: 'RSA', bits: 1024, files: FILES },
  }),
  'weak-signature': rule<{ subject: string; algorithm: string } & Placed>({
    title: 'An intermediate is signed with a broken hash',
    severity: 'warning',
    cause:
      "Signatures with MD5 and SHA-1 can be forged. Go refuses chains with them (SHA-1 from 1.18), OpenSSL at security level 1 and above. A root's own signature is verified by nobody and does not matter.",
    message: ({ subject, algorithm }) => `${subject} is signed with ${algorithm}.`,
    remedies: (e, platform) => replaced(e, e.subject, platform),
    restart: IN_IMAGE,
    example: { subject: 'CN=Corp Issuing CA', algorithm: 'SHA-1', files: FILES },
  }),
  'self-signature-invalid': rule<{ subject: string } & Placed>({
    title: 'A root certificate was altered',
    severity: 'error',
    cause:
      'A root is signed with its own key, and this signature does not fit: some byte is not what the CA signed. Loaders do not notice; chains that end in it fail, or it is not the CA whose name it carries.',
    message: ({ subject }) =>
      `The signature of ${subject} does not fit its own key: the file was altered or damaged.`,
    remedies: (e, platform) => (e.files.length > 0 ? replaced(e, e.subject, platform) : install(platform)),
    restart: IN_IMAGE,
    example: { subject: 'CN=Corp Root CA', files: FILES },
  }),
  'issuer-missing': rule<{ subject: string; issuer: string }>({
    title: 'An intermediate is in the store without its issuer',
    severity: 'warning',
    cause:
      'Go trusts whatever is in the store and ends chains there. OpenSSL goes on to a self-signed root: without it, "unable to get issuer certificate".',
    message: ({ subject, issuer }) => `${subject} was issued by ${issuer}, which is not in the store.`,
    remedies: ({ issuer }, platform) => bring(fileNameOf(issuer), platform),
    restart: IN_IMAGE,
    example: { subject: 'CN=Corp Issuing CA', issuer: 'CN=Corp Root CA' },
  }),
} as const satisfies RuleSet;
