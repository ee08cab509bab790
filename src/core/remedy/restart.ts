import { byHand, kubectl } from './forms.ts';
import { quote } from './quote.ts';
import type { Remedy } from './remedy.ts';

/** What Kubernetes makes the random end of a name of (apimachinery, rand.SafeEncodeString). */
const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';
/** A pod of a Deployment: the hash of its template, then five letters. */
const OF_DEPLOYMENT = new RegExp(`^(.+)-${SAFE}{6,10}-${SAFE}{5}$`);
const OF_STATEFUL_SET = /^(.+)-\d{1,5}$/;

/** Starts a container again with what is there now. The names are those of its pod, null where they are not known. */
export function restartOf({
  pod,
  namespace,
}: {
  readonly pod: string | null;
  readonly namespace: string | null;
}): readonly Remedy[] {
  const workload = workloadOf(pod ?? '');
  const where = namespace === null ? '' : ` -n ${quote(namespace)}`;
  const lines = workload === null ? [] : [kubectl(`kubectl rollout restart ${quote(workload)}${where}`)];
  return [
    ...lines,
    byHand(
      'pod',
      'restart the container: in Kubernetes kubectl rollout restart, with the workload that the pod belongs to',
    ),
  ];
}

/** What made a pod, by the name that it gave it; null where the name does not tell. */
function workloadOf(pod: string): string | null {
  const [, deployment] = OF_DEPLOYMENT.exec(pod) ?? [];
  if (deployment !== undefined) return `deployment/${deployment}`;
  const [, statefulSet] = OF_STATEFUL_SET.exec(pod) ?? [];
  return statefulSet === undefined ? null : `statefulset/${statefulSet}`;
}
