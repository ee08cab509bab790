import { isoInstant } from '../../../src/core/time/instant.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import type { Host, NodeRuntime } from '../../../src/target/host.ts';
import { nodeOf } from '../../../src/target/system/node-there.ts';
import { subjectOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';

const PEM_BODY = /-----BEGIN CERTIFICATE-----([^-]+)/;

/** The facts as JSON. Counts Node's own list, which costs loading it. */
export async function report(facts: CaFacts, host: Host): Promise<JsonObject> {
  const { go, openssl, entries, now } = facts;
  const first = [...entries]
    .filter((entry) => (entry.validity?.notAfter ?? 0) > now)
    .sort((a, b) => (a.validity?.notAfter ?? 0) - (b.validity?.notAfter ?? 0))[0];
  const ends = isoInstant(first?.validity?.notAfter ?? 0);
  const { spokenWhen } = await import('../../../src/core/time/when.ts');
  const expired = [...entries].filter((entry) => (entry.validity?.notAfter ?? now) < now);
  return {
    go: { roots: go.roots.size, sources: go.sources },
    openssl: { roots: openssl?.roots.size ?? 0, sources: openssl?.sources ?? [] },
    ...nodeOrThere(facts, host),
    certificates: entries.size,
    expired: expired.length,
    nextToExpire:
      first === undefined
        ? null
        : { subject: subjectOf(first), notAfter: ends, when: spokenWhen(ends, isoInstant(now)) },
  };
}

function nodeOrThere(facts: CaFacts, host: Host): JsonObject {
  if (host.node === null) return factsThere(facts, host);
  // That of the executable tells nothing of the container.
  return host.node.own ? { nodeThere: nodeOf(host) } : { node: nodeFacts(facts, host.node) };
}

/** Of a Node that is read and not run, or of none; what it takes in as far as its list is found in it. */
function factsThere(facts: CaFacts, { nodeThere }: Host): JsonObject {
  if (nodeThere === undefined) return {};
  const there = nodeThere();
  if (there === null) return { nodeThere: null };
  const [version, roots] = [there.version(), there.bundledRoots()];
  const known = roots !== null || !facts.node.bundled;
  const node = nodeFacts(facts, { version: version ?? 'v?', bundledRoots: () => roots ?? [] });
  return { nodeThere: { path: there.path, version }, ...(known ? { node } : {}) };
}

type Bundling = Pick<NodeRuntime, 'version' | 'bundledRoots'>;

function nodeFacts({ node }: CaFacts, runtime: Bundling): JsonObject {
  const own = node.bundled ? [`bundled with Node ${runtime.version.slice(1)}`] : [];
  return { roots: nodeRoots(node, runtime), sources: [...own, ...node.sources] };
}

function nodeRoots(node: CaFacts['node'], runtime: Bundling): number {
  const all = new Set([...node.roots].map(({ der }) => der.toString('base64')));
  if (!node.bundled) return all.size;
  for (const pem of runtime.bundledRoots()) {
    all.add((PEM_BODY.exec(pem)?.[1] ?? pem).replace(/\s/g, ''));
  }
  return all.size;
}
