import type { ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import type { Handshake, Network, NetworkFailure } from '../../src/target/network.ts';
import { type Address, addressText, isIpAddress, parseAddress } from './address.ts';
import { askClock } from './clock.ts';
import type { NameFact, OnlineFacts, ServerFact, Shaken, Verdict } from './facts.ts';
import type { Lent, Refusal, Trust } from './lent.ts';

/** Kept back for what is made of the answers, milliseconds. */
const RESERVE_MS = 150;

/** Asks everybody at once: names by the system's resolver, servers through the proxy that go would ask. */
export async function observe(
  host: Host & { readonly network: Network },
  context: ProbeContext<never>,
  lent: Lent,
): Promise<OnlineFacts> {
  const { tls, names, clock } = context.policy.online;
  const { deadline } = context;
  const left = () => Math.max(1, deadline.remainingMs() - RESERVE_MS);
  const servers = tls.flatMap((text) => parseAddress(text) ?? []);
  const trust = servers.length === 0 ? null : await lent.trust(host, context);
  if (deadline.expired() || trust?.cut)
    return { now: host.now(), names: [], servers: [], clocks: [], cut: true };
  const ask: Ask = { network: host.network, left, now: host.now() };
  const [asked, shaken, clocks] = await Promise.all([
    Promise.all(names.map((name) => lookUp(name, ask))),
    trust === null
      ? []
      : Promise.all(
          servers.map((server) =>
            askServer(server, lent.wayTo(host.env, server.host, server.port), trust, ask),
          ),
        ),
    Promise.all(clock.map((url) => askClock(url, host, ask, lent))),
  ]);
  return { now: ask.now, names: asked, servers: shaken, clocks, cut: false };
}

interface Ask {
  readonly network: Network;
  left(): number;
  readonly now: number;
}

async function lookUp(name: string, { network, left }: Ask): Promise<NameFact> {
  const found = await network.lookup(name, left());
  const { ms } = found;
  return found.ok
    ? { name, addresses: found.addresses, failure: null, ms }
    : { name, addresses: [], failure: found.failure, ms };
}

async function askServer(
  server: Address,
  out: ReturnType<Lent['wayTo']>,
  trust: Trust,
  ask: Ask,
): Promise<ServerFact> {
  const through = out.kind === 'direct' ? null : { variable: out.variable, shown: out.shown };
  const address = addressText(server);
  const said = { address, host: server.host, through };
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

interface Answered {
  readonly runtimes: readonly Trust['stores'][number][];
  readonly answer: Handshake;
}

/** Stores with the same roots are asked about at once. */
function distinct(stores: Trust['stores']) {
  const groups: { roots: readonly Buffer[]; runtimes: Trust['stores'][number][] }[] = [];
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

function shakenOf(answers: readonly Answered[], trust: Trust, host: string, now: number): Shaken {
  const seen = answers.flatMap(({ runtimes, answer }) => (answer.ok ? [{ runtimes, answer }] : []));
  const [first] = seen;
  const sent = sentBy(
    seen.map(({ answer, runtimes }) => ({ chain: answer.chain, roots: runtimes[0]?.roots ?? [] })),
  );
  const verdicts = seen.flatMap(({ runtimes, answer }) =>
    runtimes.map(
      ({ runtime, bundled, roots }): Verdict => ({
        runtime,
        bundled,
        roots: roots.length,
        refusal:
          runtime === 'go'
            ? trust.asGo(sent, host, now, answer.complaint)
            : refusalOf(answer.complaint ?? (runtime === 'node' ? answer.nameError : answer.hostError)),
      }),
    ),
  );
  return {
    protocol: first?.answer.protocol ?? '',
    address: first?.answer.address ?? '',
    chain: sent.flatMap((der) => trust.describe(der) ?? []),
    verdicts,
  };
}

/** What the server itself sent: what OpenSSL put behind it is of the store. The shortest says most. */
function sentBy(seen: readonly { readonly chain: readonly Buffer[]; readonly roots: readonly Buffer[] }[]) {
  const all = seen.map(({ chain, roots }) => {
    const own = new Set(roots.map((der) => der.toString('base64')));
    let end = chain.length;
    while (end > 1 && own.has(chain[end - 1]?.toString('base64') ?? '')) end--;
    return chain.slice(0, end);
  });
  return all.reduce((a, b) => (b.length < a.length ? b : a), all[0] ?? []);
}

/** What OpenSSL calls what (openssl-verification-options(1)), and what it means. */
const ISSUER_UNKNOWN = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
];
const NAMES = ['HOSTNAME_MISMATCH', 'IP_ADDRESS_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID'];

function refusalOf(code: string | null): Refusal | null {
  if (code === null) return null;
  if (ISSUER_UNKNOWN.includes(code)) return { why: 'issuer-unknown', code };
  if (NAMES.includes(code)) return { why: 'name', code };
  if (code === 'CERT_HAS_EXPIRED') return { why: 'expired', code };
  return { why: code === 'CERT_NOT_YET_VALID' ? 'not-yet-valid' : 'other', code };
}
