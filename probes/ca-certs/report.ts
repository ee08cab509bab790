import type { JsonObject } from '../../src/core/json.ts';
import { isoInstant } from '../../src/core/time/instant.ts';
import type { Host } from '../../src/target/host.ts';
import { subjectOf } from './certificates/subject.ts';
import type { CaFacts } from './facts.ts';

const PEM_BODY = /-----BEGIN CERTIFICATE-----([^-]+)/;

/** The facts as JSON. Counts Node's own list, which costs loading it. */
export async function report(facts: CaFacts, host: Host): Promise<JsonObject> {
  const { go, openssl, node, entries, now } = facts;
  const first = [...entries]
    .filter((entry) => (entry.validity?.notAfter ?? 0) > now)
    .sort((a, b) => (a.validity?.notAfter ?? 0) - (b.validity?.notAfter ?? 0))[0];
  const ends = isoInstant(first?.validity?.notAfter ?? 0);
  const { spokenWhen } = await import('../../src/core/time/when.ts');
  const expired = [...entries].filter((entry) => (entry.validity?.notAfter ?? now) < now);
  return {
    go: { roots: go.roots.size, sources: go.sources },
    openssl: { roots: openssl?.roots.size ?? 0, sources: openssl?.sources ?? [] },
    node: {
      roots: nodeRoots(facts, host),
      sources: [
        ...(node.bundled ? [`bundled with Node ${host.node.version.slice(1)}`] : []),
        ...node.sources,
      ],
    },
    certificates: entries.size,
    expired: expired.length,
    nextToExpire:
      first === undefined
        ? null
        : { subject: subjectOf(first), notAfter: ends, when: spokenWhen(ends, isoInstant(now)) },
  };
}

function nodeRoots({ node }: CaFacts, host: Host): number {
  const all = new Set([...node.roots].map(({ der }) => der.toString('base64')));
  if (!node.bundled) return all.size;
  for (const pem of host.node.bundledRoots()) {
    all.add((PEM_BODY.exec(pem)?.[1] ?? pem).replace(/\s/g, ''));
  }
  return all.size;
}
