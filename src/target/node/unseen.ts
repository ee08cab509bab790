import type { NodeContainer, UnseenContainer } from './container.ts';
import type { LoggedPod } from './names.ts';

/**
 * Containers that the node keeps logs of and of whose pods only sandboxes are to be seen. A pod with an ordinary process has none:
 * those of its containers without one have ended, or wait. Nor has a pod without any: it has ended.
 *
 * @param containers those that have a process, pause processes among them
 */
export function unseenOf(
  logged: readonly LoggedPod[],
  containers: readonly NodeContainer[],
  namesOf: (pod: LoggedPod) => readonly string[],
): readonly UnseenContainer[] {
  const hidden = new Map<string, boolean>();
  for (const { podUid, sandbox } of containers) {
    if (podUid === null) continue;
    const only = sandbox !== null && sandbox !== 'pause';
    hidden.set(podUid, only && hidden.get(podUid) !== false);
  }
  return logged
    .filter(({ podUid }) => hidden.get(podUid) === true)
    .flatMap((pod) => namesOf(pod).map((container) => ({ ...pod, container })));
}
