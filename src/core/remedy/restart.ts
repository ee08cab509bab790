import { workloadOf } from '../names/workload.ts';
import { byHand, kubectl } from './forms.ts';
import { quote } from './quote.ts';
import type { Remedy } from './remedy.ts';

/** Starts a container again with what is there now. The names are those of its pod, null where they are not known. */
export function restartOf({
  pod,
  namespace,
}: {
  readonly pod: string | null;
  readonly namespace: string | null;
}): readonly Remedy[] {
  const { kind, name } = workloadOf(pod ?? '');
  const where = namespace === null ? '' : ` -n ${quote(namespace)}`;
  // A CronJob starts a new one when it is due.
  const lines =
    kind === null || kind === 'cronjob'
      ? []
      : [kubectl(`kubectl rollout restart ${quote(`${kind}/${name}`)}${where}`)];
  return [
    ...lines,
    byHand(
      'pod',
      'restart the container: in Kubernetes kubectl rollout restart, with the workload that the pod belongs to',
    ),
  ];
}
