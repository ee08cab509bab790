import type { NodeContainer, UnseenContainer } from './container.ts';
import type { LoggedPod } from './names.ts';
import { OUTSIDE } from './process-name.ts';
import type { Recorded } from './recorded/recorded.ts';

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
    const only = sandbox !== null && sandbox !== 'pause' && sandbox !== OUTSIDE;
    hidden.set(podUid, only && hidden.get(podUid) !== false);
  }
  return logged
    .filter(({ podUid }) => hidden.get(podUid) === true)
    .flatMap((pod) => namesOf(pod).map((container) => ({ ...pod, container, toldBy: 'logs' })));
}

/** Containers that a runtime knows of and that have no process, but those of which is told already. */
export function hiddenOf(
  recorded: readonly Recorded[],
  told: readonly UnseenContainer[],
): readonly UnseenContainer[] {
  const known = new Set(told.map(nameOf));
  return recorded.flatMap(({ kind, namespace, pod, podUid, container }) => {
    if (kind === 'sandbox' || container === null) return [];
    const unseen = { namespace, pod, podUid, container, toldBy: 'runtime' } as const;
    return known.has(nameOf(unseen)) ? [] : [unseen];
  });
}

/** By which the same container is known, whoever tells of it. */
export function nameOf({
  namespace,
  pod,
  container,
}: Pick<UnseenContainer, 'namespace' | 'pod' | 'container'>): string {
  return [namespace, pod, container].join('/');
}
