import type { Family, Sample } from '../../../report/exposition/exposition.ts';
import { gauge } from '../../../report/exposition/families.ts';
import type { ClusterState } from './cluster.ts';

/** What is measured of the API server; nothing where it is not asked. */
export function clusterFamilies(cluster: ClusterState | null): readonly Family[] {
  if (cluster === null) return [];
  const { pods, why, ageSeconds } = cluster;
  return [
    gauge('probe_env_kube_api_success', 'Whether the API server tells of the pods of this node: 1, or 0.', [
      one(why === null ? 1 : 0),
    ]),
    gauge('probe_env_kube_pods', 'Pods of this node by the account of the API server.', [one(pods)]),
    gauge(
      'probe_env_kube_api_age_seconds',
      'How long ago the API server last told of a pod, or that there is nothing new.',
      ageSeconds === null ? [] : [one(ageSeconds)],
    ),
  ];
}

function one(value: number): Sample {
  return { labels: {}, value };
}
