import type { NetworkFailure } from '../../src/target/network.ts';
import type { CertificateText, Refusal, Runtime } from './lent.ts';

/** What came of the name of a host. */
export interface NameFact {
  readonly name: string;
  /** Empty where there are none. */
  readonly addresses: readonly string[];
  /** Null where it has addresses. */
  readonly failure: NetworkFailure | null;
  readonly ms: number;
}

export interface Verdict {
  readonly runtime: Runtime;
  /** Null: the runtime takes the certificate. */
  readonly refusal: Refusal | null;
  /** It has its own list, of public CAs. */
  readonly bundled: boolean;
  /** How many roots it has. */
  readonly roots: number;
}

/** What a server sent, and what each runtime makes of it. */
export interface Shaken {
  readonly protocol: string;
  /** Address that was connected to. */
  readonly address: string;
  /** The server's own first, as far as they can be read. */
  readonly chain: readonly CertificateText[];
  readonly verdicts: readonly Verdict[];
}

export interface ServerFact {
  /** `api.example.com:443` */
  readonly address: string;
  readonly host: string;
  readonly through: { readonly variable: string; readonly shown: string } | null;
  readonly ms: number;
  /** Null where it did not come to a handshake. */
  readonly shaken: Shaken | null;
  /** `NOT_ASKED`: a kind of proxy that is not asked from here. */
  readonly failure: NetworkFailure | 'NOT_ASKED' | null;
}

/** What a server says of the time. */
export interface ClockFact extends Omit<ServerFact, 'shaken'> {
  readonly url: string;
  /** Its `Date` header, milliseconds since 1970; null where there is none. */
  readonly date: number | null;
  /** By how much the clock is ahead of it: between these, milliseconds; null where it says no time. */
  readonly ahead: { readonly least: number; readonly most: number } | null;
}

export interface OnlineFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly names: readonly NameFact[];
  readonly servers: readonly ServerFact[];
  readonly clocks: readonly ClockFact[];
  /** The deadline came before everybody was asked. */
  readonly cut: boolean;
}
