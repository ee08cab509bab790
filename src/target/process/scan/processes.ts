import type { ContainerPath } from '../../node/cgroup-path.ts';
import type { ScannedProcess } from '../../node/container.ts';

/** A process that was seen in /proc. */
export interface Known extends ScannedProcess {
  readonly path: ContainerPath | null;
  readonly seenMs: number;
  /** When its stat was read last. */
  readMs: number;
  /** The scan in which it was listed last. */
  listed: number;
}

/**
 * The processes that scans have seen, and which of them are of one container. A node has thousands, of which few come and go between
 * two scans: what is known of the others is not put together again.
 */
export class Processes {
  readonly #known = new Map<number, Known>();
  readonly #members = new Map<string, Set<Known>>();
  readonly #groups = new Map<string, readonly Known[]>();
  /** Groups whose list is one of before. */
  readonly #changed = new Set<string>();

  get(pid: number): Known | undefined {
    return this.#known.get(pid);
  }

  /** By their containers, in each the first by its start first: put in order when it is asked for, since one may have tens of thousands. */
  get groups(): ReadonlyMap<string, readonly Known[]> {
    for (const key of this.#changed) {
      const members = this.#members.get(key);
      if (members === undefined) this.#groups.delete(key);
      // Another list: whoever walks through the one before goes on with that.
      else this.#groups.set(key, [...members].sort(byStart));
    }
    this.#changed.clear();
    return this.#groups;
  }

  /** In the place of what its number was before. */
  set(one: Known): void {
    this.delete(one.pid);
    this.#known.set(one.pid, one);
    if (one.path === null) return;
    const key = keyOf(one.path);
    const members = this.#members.get(key);
    if (members === undefined) this.#members.set(key, new Set([one]));
    else members.add(one);
    this.#changed.add(key);
  }

  delete(pid: number): void {
    const one = this.#known.get(pid);
    if (one === undefined) return;
    this.#known.delete(pid);
    if (one.path === null) return;
    const key = keyOf(one.path);
    const members = this.#members.get(key);
    members?.delete(one);
    if (members?.size === 0) this.#members.delete(key);
    this.#changed.add(key);
  }

  /** Nothing of those that this scan has not listed. @param count how many it has listed */
  keep(scan: number, count: number): void {
    if (this.#known.size === count) return;
    for (const { pid, listed } of this.#known.values()) if (listed !== scan) this.delete(pid);
  }
}

/** The id of a container, behind those of the ones that it is in: whoever makes groups in his own may give them any name. */
export function keyOf({ above, containerId }: ContainerPath): string {
  return [...above, containerId].join('/');
}

function byStart(a: Known, b: Known): number {
  return Number(a.startTime) - Number(b.startTime) || a.pid - b.pid;
}
