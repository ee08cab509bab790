/** What made a pod. */
export interface Workload {
  /** As kubectl names it; null where the name of the pod does not tell. */
  readonly kind: 'cronjob' | 'deployment' | 'statefulset' | null;
  readonly name: string;
}

/** The letters of names that Kubernetes makes up (k8s.io/apimachinery, util/rand, SafeEncodeString). */
const LETTERS = '[bcdfghjklmnpqrstvwxz2456789]';

/**
 * When a Job of a CronJob was due: minutes since 1970, or seconds by controllers before 1.21 (pkg/controller/cronjob, getJobName).
 * CronJobs are younger than 24 million minutes (2015); a date such as 20241128 is less.
 */
export const DUE = '(?:2[4-9]\\d{6}|[3-9]\\d{7}|1[4-9]\\d{8})';

const FORMS: readonly (readonly [Workload['kind'], RegExp])[] = [
  // The minute for which it was due; first, since a hash may be digits alone.
  ['cronjob', new RegExp(`^(.+)-${DUE}-${LETTERS}{5}$`)],
  // The hash of its template.
  ['deployment', new RegExp(`^(.+)-${LETTERS}{6,10}-${LETTERS}{5}$`)],
  // A DaemonSet, a Job or a ReplicaSet of its own.
  [null, new RegExp(`^(.+)-${LETTERS}{5}$`)],
  ['statefulset', /^(.+)-\d{1,5}$/],
];

/**
 * What made the pod, by its name alone, as the controllers of Kubernetes make them up: a guess where somebody named a pod so
 * himself. A name of no such form is its own.
 */
export function workloadOf(pod: string): Workload {
  for (const [kind, form] of FORMS) {
    const [, name] = form.exec(pod) ?? [];
    if (name !== undefined) return { kind, name };
  }
  return { kind: null, name: pod };
}
