import type { PodDns } from '../../../src/target/pod/facts.ts';
import { fittingSearches, NEW_LIMITS } from '../../../src/target/pod/names/dns-limits.ts';
import type { Conf, PodConf } from '../facts.ts';

/** That of nearly all clusters; no manifest says it. */
const DOMAIN = 'cluster.local';
/** Stands for the service of the cluster, whose address no manifest says. */
export const OF_CLUSTER = '0.0.0.0';

/** The file that a kubelet of today will write; of a node nobody knows what its own says. */
export function podConf({ source, namespace, nameservers, searches, options, at }: PodDns): Conf {
  if (source === 'node') return { kind: 'later' };
  const ofCluster = source === 'cluster';
  const first = ofCluster ? [OF_CLUSTER] : [];
  const domains = ofCluster ? [`${namespace}.svc.${DOMAIN}`, `svc.${DOMAIN}`, DOMAIN] : [];
  const allServers = [...new Set([...first, ...nameservers])];
  const allDomains = [...new Set([...domains, ...searches])];
  const kept = fittingSearches(allDomains, NEW_LIMITS);
  const cut: PodConf['cut'] = [
    { what: 'nameservers' as const, left: allServers.slice(NEW_LIMITS.servers) },
    { what: 'searches' as const, left: allDomains.slice(kept.length) },
  ].filter(({ left }) => left.length > 0);
  const words = new Map(ofCluster ? [['ndots', '5' as string | null]] : []);
  for (const { name, value } of options) words.set(name, value);
  const written = [
    ...allServers.slice(0, NEW_LIMITS.servers).map((server) => `nameserver ${server}`),
    ...(kept.length === 0 ? [] : [`search ${kept.join(' ')}`]),
    ...(words.size === 0
      ? []
      : [
          `options ${[...words].map(([name, value]) => (value === null ? name : `${name}:${value}`)).join(' ')}`,
        ]),
  ];
  const text = written.map((line) => `${line}\n`).join('');
  return { kind: 'pod', pod: { text, ofCluster, cut, ...at } };
}
