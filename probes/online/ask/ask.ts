import type { Network } from '../../../src/target/network.ts';
import type { NameFact, ServerFact } from '../facts.ts';
import type { Lent } from '../lent.ts';

/** With what everybody is asked. */
export interface Ask {
  readonly network: Network;
  /** Milliseconds until the answer has to be there; at least 1. */
  left(): number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The addresses of a name, by the resolver of the system. */
export async function lookUp(name: string, { network, left }: Ask): Promise<NameFact> {
  const found = await network.lookup(name, left());
  const { ms } = found;
  return found.ok
    ? { name, addresses: found.addresses, failure: null, ms }
    : { name, addresses: [], failure: found.failure, ms };
}

/** The proxy on the way, as it may be shown; null where there is none. */
export function throughOf(out: ReturnType<Lent['wayTo']>): ServerFact['through'] {
  return out.kind === 'direct' ? null : { variable: out.variable, shown: out.shown };
}
