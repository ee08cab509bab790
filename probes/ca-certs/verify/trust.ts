import { createHash } from 'node:crypto';
import type { ProbeContext } from '../../../src/core/probe.ts';
import { isoInstant } from '../../../src/core/time/instant.ts';
import type { Host } from '../../../src/target/host.ts';
import { takesNegativeSerials } from '../godebug/settings.ts';
import { observe } from '../observe.ts';
import { attributesOf, textOf } from '../x509/names.ts';
import { type Presented, presented } from './presented.ts';
import { addressBytes } from './server-address.ts';
import { type GoComplaint, verifyAsGo } from './verify.ts';

/** Certificates, DER. */
interface Store {
  readonly runtime: 'go' | 'openssl' | 'node';
  readonly roots: readonly Buffer[];
  readonly bundled: boolean;
}

/** The stores of this container as the three load them, and Go's verdict about a chain. */
export async function trustFor(host: Host, context: Omit<ProbeContext<never>, 'sofar'>) {
  const { facts, incomplete } = await observe(host, { ...context, sofar: () => {} });
  const { go, openssl, node } = facts;
  const ders = (roots: Iterable<{ readonly der: Buffer }>) => [...roots].map(({ der }) => der);
  const own = node.bundled && host.node !== null ? host.node.bundledRoots().map(derOf) : [];
  const stores: Store[] = [
    { runtime: 'go', roots: ders(go.roots), bundled: false },
    ...(openssl === null
      ? []
      : [{ runtime: 'openssl', roots: ders(openssl.roots), bundled: false } as const]),
    ...(host.node === null
      ? []
      : [{ runtime: 'node', roots: [...own, ...ders(node.roots)], bundled: node.bundled } as const]),
  ];
  const negativeSerials = () => takesNegativeSerials(host.env.GODEBUG) ?? false;
  return {
    stores,
    cut: incomplete !== undefined && facts.cut,
    asGo: (chain: readonly Buffer[], name: string, now: number, openssl: string | null) => {
      const address = addressBytes(name);
      const refusal = verifyAsGo({
        chain,
        roots: go.roots,
        host: address ?? name,
        isAddress: address !== null,
        now,
        negativeSerials,
      });
      if (refusal !== null) {
        const { complaint, hint } = refusal;
        // The issuer is there and does not do; or another CA has its name.
        const unfit = hint !== null && (hint !== 'bad-signature' || openssl === 'CERT_SIGNATURE_FAILURE');
        return {
          why: unfit ? ('other' as const) : WHY[complaint],
          code: hint === null ? complaint : `${complaint}: ${hint}`,
        };
      }
      // Of names that a CA may not give away OpenSSL says the same.
      return openssl !== null && CONSTRAINTS.includes(openssl)
        ? { why: 'other' as const, code: openssl }
        : null;
    },
    describe: (der: Buffer) => {
      const read = presented(der, negativeSerials);
      return read === null ? null : textOfCertificate(read);
    },
  };
}

const WHY = {
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  name: 'name',
  'unknown-authority': 'issuer-unknown',
  'not-a-ca': 'other',
  'path-too-long': 'other',
  purpose: 'other',
  'critical-extension': 'other',
  unreadable: 'other',
} as const satisfies Readonly<Record<GoComplaint, string>>;

/** As OpenSSL calls them (X509_V_ERR_…). */
const CONSTRAINTS = ['PERMITTED_VIOLATION', 'EXCLUDED_VIOLATION'];

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
}

/** id-ad-caIssuers (RFC 5280, 4.2.2.1), and the extension that it stands in; DER content. */
const ACCESS = '2b06010505070101';
const CA_ISSUERS = Buffer.from('2b06010505073002', 'hex');
const ORGANISATION = '55040a';

function textOfCertificate({ der, certificate, subject, issuer, names, extensions }: Presented) {
  const organisation = attributesOf(der, certificate.issuer[0])
    .flat()
    .find(({ oid }) => oid === ORGANISATION);
  return {
    subject,
    issuer,
    organisation: organisation === undefined ? null : textOf(organisation),
    notBefore: isoInstant(certificate.notBefore),
    notAfter: isoInstant(certificate.notAfter),
    sha256: createHash('sha256').update(der).digest('hex'),
    names: [...names.dns, ...names.addresses],
    selfIssued: certificate.selfIssued,
    namesIssuer: extensions.some(({ oid, value }) => oid === ACCESS && value.includes(CA_ISSUERS)),
  };
}
