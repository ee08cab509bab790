/** A pod as a directory of /var/log/pods names it. */
export interface LoggedPod {
  readonly namespace: string;
  readonly pod: string;
  readonly podUid: string;
}

/**
 * `NAMESPACE_POD_UID` (pkg/kubelet/kuberuntime/helpers.go, BuildPodLogsDirectory); neither of the names can hold an underscore
 * (RFC 1123 labels). Null for any other name.
 */
export function loggedPodOf(directory: string): LoggedPod | null {
  const [, namespace, pod, podUid] =
    /^([a-z0-9-]{1,63})_([a-z0-9.-]{1,253})_([0-9a-f-]{32,36})$/.exec(directory) ?? [];
  return namespace === undefined || pod === undefined || podUid === undefined
    ? null
    : { namespace, pod, podUid };
}

/** The letters of names that Kubernetes makes up (k8s.io/apimachinery, util/rand). */
const LETTERS = '[bcdfghjklmnpqrstvwxz2456789]';
const OF_REPLICA_SET = new RegExp(`^(.+)-${LETTERS}{6,10}-${LETTERS}{5}$`);
/** Of a CronJob: the minute for which it was due. */
const OF_CRON_JOB = new RegExp(`^(.+)-\\d{8,11}-${LETTERS}{5}$`);
const OF_CONTROLLER = new RegExp(`^(.+)-${LETTERS}{5}$`);
const OF_STATEFUL_SET = /^(.+)-\d{1,5}$/;

/**
 * What made the pod, by its name alone, as the controllers of Kubernetes make them up: a guess where somebody named a pod so
 * himself.
 */
export function workloadOf(pod: string): string {
  for (const form of [OF_CRON_JOB, OF_REPLICA_SET, OF_CONTROLLER, OF_STATEFUL_SET]) {
    const [, name] = form.exec(pod) ?? [];
    if (name !== undefined) return name;
  }
  return pod;
}
