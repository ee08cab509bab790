import type { ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import type { WayOut } from '../../src/target/network.ts';

/*
 * What this probe needs of what others know: the stores of ca-certs, and whom proxy would ask. Probes do not know each
 * other; the registry hands it in.
 */

export const RUNTIMES = ['go', 'openssl', 'node'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** Why a runtime does not take a certificate. */
export type Why = 'issuer-unknown' | 'expired' | 'not-yet-valid' | 'name' | 'other';

export interface Refusal {
  readonly why: Why;
  /** The runtime's own name for it, such as `CERT_HAS_EXPIRED`. */
  readonly code: string;
}

/** What of a certificate is told. */
export interface CertificateText {
  readonly subject: string;
  readonly issuer: string;
  /** Organisation of the issuer; null where it names none. */
  readonly organisation: string | null;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER, hex. */
  readonly sha256: string;
  /** Names and addresses that it is for. */
  readonly names: readonly string[];
  readonly selfIssued: boolean;
  /** It says where its issuer's certificate can be fetched (RFC 5280, 4.2.2.1). */
  readonly namesIssuer: boolean;
}

export interface Store {
  readonly runtime: Runtime;
  /** DER. */
  readonly roots: readonly Buffer[];
  /** The list that comes with the runtime: of public CAs alone. */
  readonly bundled: boolean;
}

/** The stores of this container, as each runtime loads them. */
export interface Trust {
  readonly stores: readonly Store[];
  /** Not all of a store could be read before the deadline. */
  readonly cut: boolean;
  /** Go's own verdict; `openssl` is what OpenSSL says of the same chain and roots. */
  asGo(chain: readonly Buffer[], host: string, now: number, openssl: string | null): Refusal | null;
  /** Null where it cannot be read. */
  describe(der: Buffer): CertificateText | null;
}

export interface Lent {
  trust(host: Host, context: Omit<ProbeContext<never>, 'sofar'>): Promise<Trust>;
  /** By what way Go asks. */
  wayTo(
    env: Readonly<Record<string, string>>,
    host: string,
    port: number,
    scheme?: 'http' | 'https',
    go?: string | null,
  ): WayOut;
}
