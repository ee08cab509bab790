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
