import type { Handshake, NetworkFailure } from '../../../src/target/network.ts';
import { type Address, addressText, isIpAddress } from '../address.ts';
import type { ServerFact } from '../facts.ts';
import type { Lent, Store, Trust } from '../lent.ts';
import { type Ask, lookUp, throughOf } from './ask.ts';
import { shakenOf } from './verdicts.ts';

/** Shakes hands with a server once for each list of roots that a runtime here has. */
export async function askServer(
  server: Address,
  out: ReturnType<Lent['wayTo']>,
  trust: Trust,
  ask: Ask,
): Promise<ServerFact> {
  const address = addressText(server);
  const said = { address, host: server.host, through: throughOf(out) };
  const failed = (failure: ServerFact['failure'], ms: number): ServerFact => ({
    ...said,
    ms,
    shaken: null,
    failure,
  });
  if (out.kind === 'other-proxy') return failed('NOT_ASKED', 0);
  let addresses: readonly string[] | null = null;
  // Behind a proxy it is the proxy that looks up the name.
  if (out.kind === 'direct' && !isIpAddress(server.host)) {
    const name = await lookUp(server.host, ask);
    if (name.failure !== null) return failed(name.failure, name.ms);
    addresses = name.addresses;
  }
  const proxy = out.kind === 'proxy' ? out.server : null;
  const way = { ...server, addresses, proxy };
  const answers = await Promise.all(
    distinct(trust.stores).map(async ({ roots, runtimes }) => ({
      runtimes,
      answer: await ask.network.handshake({ ...way, timeoutMs: ask.left() }, roots),
    })),
  );
  const failure = answers.map(({ answer }) => failureOf(answer)).find((one) => one !== null) ?? null;
  const ms = Math.max(0, ...answers.map(({ answer }) => answer.ms));
  if (failure !== null) return failed(failure, ms);
  return { ...said, ms, shaken: shakenOf(answers, trust, server.host, ask.now), failure: null };
}

function failureOf(answer: Handshake): NetworkFailure | null {
  return answer.ok ? null : answer.failure;
}

/** Stores with the same roots are asked about at once. */
function distinct(stores: readonly Store[]) {
  const groups: { roots: readonly Buffer[]; runtimes: Store[] }[] = [];
  for (const store of stores) {
    const same = groups.find(({ roots }) => isSame(roots, store.roots));
    if (same === undefined) groups.push({ roots: store.roots, runtimes: [store] });
    else same.runtimes.push(store);
  }
  return groups;
}

function isSame(a: readonly Buffer[], b: readonly Buffer[]): boolean {
  if (a.length !== b.length) return false;
  const known = new Set(a.map((der) => der.toString('base64')));
  return b.every((der) => known.has(der.toString('base64')));
}
