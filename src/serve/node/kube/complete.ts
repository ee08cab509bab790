import type { NodeContainer, Scan, UnseenContainer } from '../../../target/node/container.ts';
import { nameOf } from '../../../target/node/unseen.ts';
import type { KubeContainer, KubePod } from './pod.ts';

/** Pods by all that a container of the node may be known by. */
export interface PodIndex {
  readonly byUid: ReadonlyMap<string, KubePod>;
  readonly byId: ReadonlyMap<string, { readonly pod: KubePod; readonly container: KubeContainer }>;
}

export function indexOf(pods: Iterable<KubePod>): PodIndex {
  const byUid = new Map<string, KubePod>();
  const byId = new Map<string, { readonly pod: KubePod; readonly container: KubeContainer }>();
  const all = [...pods];
  for (const pod of all) byUid.set(pod.uid, pod);
  for (const pod of all) {
    // The uid in the paths of a static pod is its hash, as it is or with dashes; never that of another pod.
    if (pod.hash !== null && !byUid.has(pod.hash)) byUid.set(pod.hash, pod);
    for (const container of pod.containers)
      if (container.id !== null) byId.set(container.id, { pod, container });
  }
  return { byUid, byId };
}

/** The container with what the API server says of it; as it is where it says nothing. Pure. */
export function named(container: NodeContainer, { byUid, byId }: PodIndex): NodeContainer {
  // Whoever makes a container in his own may give it the id of any other.
  if (container.above.length > 0) return container;
  const own = byId.get(container.id);
  const pod = own?.pod ?? (container.podUid === null ? undefined : byUid.get(container.podUid));
  if (pod === undefined) return container;
  return {
    ...container,
    namespace: pod.namespace,
    pod: pod.name,
    container: own?.container.name ?? container.container,
    workload: pod.workload.name,
    labels: pod.labels,
  };
}

/** Ids of containers that run by the account of the API server and have no process here. Pure. */
export function missingIn({ byId }: PodIndex, { containers }: Scan): readonly string[] {
  const there = new Set(containers.flatMap(({ id, above }) => (above.length > 0 ? [] : [id])));
  return [...byId].filter(([id, { container }]) => container.running && !there.has(id)).map(([id]) => id);
}

/**
 * The scan with names, and with those of the missing ones of which nobody tells. Pure.
 *
 * @param silentSeconds since the API server said so; null where it tells of all that happens
 */
export function completed(
  scan: Scan,
  index: PodIndex,
  missing: readonly string[],
  silentSeconds: number | null,
): Scan {
  const known = new Set(scan.unseen.map(nameOf));
  const more = missing.flatMap((id): readonly UnseenContainer[] => {
    const found = index.byId.get(id);
    if (found === undefined) return [];
    const { pod, container } = found;
    const { namespace, name, uid: podUid } = pod;
    const told = { namespace, pod: name, podUid, container: container.name, toldBy: 'api' } as const;
    const unseen = silentSeconds === null ? told : { ...told, silentSeconds };
    return known.has(nameOf(unseen)) ? [] : [unseen];
  });
  return {
    ...scan,
    containers: scan.containers.map((container) => named(container, index)),
    unseen: [...scan.unseen, ...more],
  };
}
