import { parseTarget, type Target } from '../address/target.ts';
import type { Needed, Surroundings } from '../facts.ts';
import { modulesInside } from '../look/modules-inside.ts';
import type { ProxyPolicy } from '../policy.ts';
import { go } from '../readers/go.ts';
import { entriesOf } from './entries.ts';
import { deaf } from './everywhere.ts';

const LOCAL: readonly Target[] = [
  { scheme: 'http', host: 'localhost', port: 8080 },
  { scheme: 'http', host: '127.0.0.1', port: 8080 },
];

/** What is on the list and has no effect is not among it: that is told of the list. */
export function needed(around: Surroundings, policy: ProxyPolicy): Needed {
  const { env, runtimes, goproxy } = around;
  const list = env.NO_PROXY || env.no_proxy || '';
  const listed = new Set(entriesOf(list).flatMap(({ plain }) => plain));
  // apt fetches packages, from nowhere near.
  const services = runtimes.filter(({ name }) => name !== 'apt');
  return {
    local: deaf(
      env,
      LOCAL.filter(({ host }) => !listed.has(host)),
      services,
    ),
    cluster: ofCluster(around, policy).flatMap(({ entry, samples }) => {
      const names = listed.has(entry)
        ? []
        : deaf(
            env,
            samples,
            services.filter(({ name }) => name !== 'busybox'),
          );
      return names.length === 0 ? [] : [{ entry, names }];
    }),
    modules: modulesInside(goproxy).flatMap((target) => {
      const decision = listed.has(target.host) ? null : go.decide(env, target);
      return decision?.kind === 'proxy' ? [{ host: target.host, variable: decision.variable }] : [];
    }),
    direct: policy.direct.flatMap((address) => {
      const target = parseTarget(address);
      const asked =
        target === null ? [] : runtimes.filter(({ reader }) => asks(reader.decide(env, target).kind));
      const names = asked.map(({ name }) => name);
      return target === null || names.length === 0 ? [] : [{ address, host: target.host, names }];
    }),
  };
}

function asks(kind: string): boolean {
  return kind === 'proxy' || kind === 'refused';
}

/** Those that are there, and what has to be added. */
export function wholeList(list: string, { local, cluster, modules, direct }: Needed): string {
  const added = [
    ...(local.some((name) => name !== 'busybox') ? ['localhost', '127.0.0.1', '::1'] : []),
    ...cluster.map(({ entry }) => entry),
    ...modules.map(({ host }) => host),
    ...direct.map(({ host }) => host),
  ];
  return [...added, list].filter((part) => part !== '').join();
}

/** In Kubernetes: the API server, services by name, and the networks of the policy. */
function ofCluster(
  { cluster, apiServer }: Surroundings,
  policy: ProxyPolicy,
): readonly { readonly entry: string; readonly samples: readonly Target[] }[] {
  if (!cluster) return [];
  const entries = entriesOf(['.svc', '.cluster.local', ...policy.clusterNetworks].join());
  return [
    ...(apiServer === null ? [] : [{ entry: apiServer.host, samples: [apiServer] }]),
    ...entries.map(({ text, samples }) => ({ entry: text, samples })),
  ];
}
