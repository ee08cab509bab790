import type { ProxyFacts } from '../facts.ts';
import { entriesOf } from '../list/entries.ts';
import { commonList, deaf } from '../list/everywhere.ts';
import type { ProxyPolicy } from '../policy.ts';
import type { ProxyFinding } from '../rules/index.ts';
import type { Target } from '../target.ts';

/** What lives in the cluster, and what of NO_PROXY exempts it. */
interface Inside {
  readonly entry: string;
  readonly samples: readonly Target[];
}

/** In Kubernetes: the API server, services by name, and the networks of the policy. */
export function judgeCluster(facts: ProxyFacts, policy: ProxyPolicy): readonly ProxyFinding[] {
  const { env, runtimes, cluster, apiServer } = facts;
  if (!cluster) return [];
  const services = runtimes.filter(({ name }) => name !== 'apt' && name !== 'busybox');
  const inside: readonly Inside[] = [
    ...(apiServer === null ? [] : [{ entry: apiServer.host, samples: [apiServer] }]),
    ...entriesOf(['.svc', '.cluster.local', ...policy.clusterNetworks].join()).map(({ text, samples }) => ({
      entry: text,
      samples,
    })),
  ];
  const list = env.NO_PROXY || env.no_proxy || '';
  // What is on the list and has no effect is told of the list.
  const listed = entriesOf(list).flatMap(({ plain }) => plain);
  const unlisted = inside.filter(({ entry }) => !listed.includes(entry));
  const asked = unlisted.flatMap(({ entry, samples }) => {
    const names = deaf(env, samples, services);
    return names.length === 0 ? [] : [{ entry, names }];
  });
  if (asked.length === 0) return [];
  const names = [...new Set(asked.flatMap((each) => each.names))];
  const wanted = [list, ...asked.map(({ entry }) => entry)].filter((text) => text !== '').join();
  const { value } = commonList(env, entriesOf(wanted), runtimes);
  return [
    {
      rule: 'proxy/cluster-not-exempt',
      args: { entries: asked.map(({ entry }) => entry), names, value },
      ...(names.includes('go') ? {} : { severity: 'info' }),
    },
  ];
}
