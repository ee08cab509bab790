import type { ProxyFacts } from '../facts.ts';
import type { ProxyFinding } from '../rules/index.ts';

/** What NO_PROXY lacks. One list is the remedy of all. */
export function judgeNeeded({ needed, common }: ProxyFacts): readonly ProxyFinding[] {
  const { local, cluster, modules, direct } = needed;
  const value = common?.value ?? '';
  const inCluster = [...new Set(cluster.flatMap(({ names }) => names))];
  const onlyBusybox = local.every((name) => name === 'busybox');
  return [
    ...(local.length === 0
      ? []
      : [
          {
            rule: 'proxy/localhost-proxied',
            args: { names: local, value: onlyBusybox ? null : value },
            ...(onlyBusybox ? { severity: 'info' } : {}),
          } satisfies ProxyFinding,
        ]),
    ...(cluster.length === 0
      ? []
      : [
          {
            rule: 'proxy/cluster-not-exempt',
            args: { entries: cluster.map(({ entry }) => entry), names: inCluster, value },
            ...(inCluster.includes('go') ? {} : { severity: 'info' }),
          } satisfies ProxyFinding,
        ]),
    ...modules.map(
      ({ host, variable }): ProxyFinding => ({
        rule: 'proxy/goproxy-through-proxy',
        args: { host, variable, value },
      }),
    ),
    ...direct.map(
      ({ address, names }): ProxyFinding => ({ rule: 'proxy/not-direct', args: { address, names, value } }),
    ),
  ];
}
