import type { JsonObject } from '../../src/core/types/json.ts';
import type { ResolverFacts, RuntimeName } from './facts.ts';

const LONGEST = 90;

/** `10.96.0.10, 3 domains, ndots 5`, as Go takes them. */
export function summaryOf({ conf, runtimes }: ResolverFacts): string {
  const settings = runtimes[0]?.settings;
  if (conf.kind === 'later') return 'resolv.conf is written by who runs it';
  if (settings == null) return 'not known: resolv.conf cannot be looked at';
  const { nameservers, areNamed, search, ndots } = settings;
  const domains = search.length === 1 ? search[0]?.replace(/\.$/, '') : `${search.length} domains`;
  const parts = [
    conf.kind === 'pod' && conf.pod.ofCluster
      ? 'the DNS service of the cluster'
      : areNamed
        ? nameservers.join(', ')
        : 'no server',
    ...(search.length === 0 ? [] : [`${domains}`, `ndots ${ndots}`]),
  ];
  const line = parts.join('; ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

export function reportOf(facts: ResolverFacts): JsonObject {
  const { names, conf, runtimes, go } = facts;
  const of = (name: RuntimeName) => runtimes.find((one) => one.name === name);
  const settings = of('go')?.settings ?? null;
  const ofCluster = conf.kind === 'pod' && conf.pod.ofCluster;
  const asked = (at: number) => {
    const questions = (name: RuntimeName) => of(name)?.questions[at] ?? null;
    const { glibc, musl } = facts.libraries;
    return {
      go: questions('go'),
      glibc: questions('glibc'),
      musl: questions('musl'),
      // Node asks the C library for dns.lookup, and by its own resolver for dns.resolve.
      ...(of('nodeResolve')?.isThere
        ? {
            nodeLookup: questions(glibc || !musl ? 'glibc' : 'musl'),
            nodeResolve: questions('nodeResolve'),
          }
        : {}),
    };
  };
  return {
    resolvConf: conf.kind,
    nameservers: ofCluster || settings === null ? null : settings.areNamed ? settings.nameservers : [],
    search: settings?.search.map((domain) => domain.replace(/(?<=.)\.$/, '')) ?? null,
    ndots: settings?.ndots ?? null,
    libraries: [...(facts.libraries.glibc ? ['glibc'] : []), ...(facts.libraries.musl ? ['musl'] : [])],
    go: {
      program: go.path,
      version: go.version,
      order: go.choices[0]?.order ?? null,
      why: go.choices[0]?.why ?? null,
    },
    queries: asked(0),
    names: Object.fromEntries(names.map((name, at) => [name, asked(at)])),
  };
}
