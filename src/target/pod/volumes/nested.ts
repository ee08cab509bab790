import { normalize } from 'node:path/posix';
import { allContainers } from '../manifest/containers.ts';
import type { Field } from '../manifest/field.ts';
import type { Workload } from '../manifest/objects.ts';

/**
 * Directories that the kubelet makes in a volume which it writes, since another volume is mounted there
 * (util.MakeNestedMountpoints): their paths below it. A mount of a file there fails, since a directory is in its place.
 */
export function nestedMountpoints(volume: string, workload: Workload): readonly string[] {
  return mountsOf(workload).flatMap(({ byVolume, sorted }) =>
    (byVolume.get(volume) ?? []).flatMap((at) => nearestBelow(at, sorted)),
  );
}

interface ContainerMounts {
  /** Where each volume is mounted. */
  readonly byVolume: ReadonlyMap<string | null, readonly string[]>;
  /** All places in order: what lies below one stands together. */
  readonly sorted: readonly string[];
}

/** Each workload's once: every volume that the kubelet writes asks. */
const known = new WeakMap<Workload, readonly ContainerMounts[]>();

function mountsOf(workload: Workload): readonly ContainerMounts[] {
  const made = known.get(workload) ?? allContainers(workload).map(mountsOfContainer);
  known.set(workload, made);
  return made;
}

function mountsOfContainer(container: Field): ContainerMounts {
  const byVolume = new Map<string | null, string[]>();
  const sorted: string[] = [];
  for (const mount of container.get('volumeMounts').items()) {
    const name = mount.get('name').text();
    const at = withoutSlash(normalize(mount.get('mountPath').text() ?? '/'));
    const places = byVolume.get(name);
    if (places === undefined) byVolume.set(name, [at]);
    else places.push(at);
    sorted.push(at);
  }
  return { byVolume, sorted: sorted.sort() };
}

/** Of the places below one those that lie below no other of them. */
function nearestBelow(at: string, sorted: readonly string[]): readonly string[] {
  const found: string[] = [];
  let last = '';
  for (let i = firstFrom(sorted, `${at}/`); i < sorted.length; i++) {
    const path = sorted[i] ?? '';
    if (!path.startsWith(`${at}/`)) break;
    if (last !== '' && path.startsWith(`${last}/`)) continue;
    last = path;
    found.push(path.slice(at.length + 1));
  }
  return found;
}

/** The index of the first that is not before the text. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
