import type { Host } from '../../target/host.ts';
import type { Network, Roots, WayOut } from '../../target/network.ts';

/** The roots of go, and its verdict about a chain. */
export interface GoTrust {
  readonly roots: Roots;
  /** Null where Go takes it; `openssl` is what OpenSSL says of the same chain and roots. */
  asGo(
    chain: readonly Buffer[],
    host: string,
    now: number,
    openssl: string | null,
  ): { readonly code: string } | null;
}

/** By what way go asks, and whom it trusts: what the probes know of it, lent to others. */
export interface Reach {
  readonly network: Network;
  trust(): Promise<GoTrust>;
  /** @param go version of the go command; null means the newest */
  wayTo(env: Host['env'], host: string, port: number, scheme: 'http' | 'https', go: string | null): WayOut;
}
