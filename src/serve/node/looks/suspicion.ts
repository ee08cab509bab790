import type { NodeContainer } from '../../../target/node/container.ts';

/** What has not answered once is held to be silent for so long, milliseconds. */
const SUSPECT_MS = 300_000;
/** More than the file systems and workloads of any node that do not answer. */
const MOST = 1000;

/**
 * What other containers have in common with one that did not answer. A look that does not come back costs the process that looks, and
 * all that it knows of others. Where a server of files is gone, each of fifty containers that have its files would cost one, and so would
 * each new start of a container that crashes.
 */
export class Suspicion {
  /** Until when, monotonic, by file system and by workload. */
  readonly #until = new Map<string, number>();

  /** @param point of its mount that was silent; null where it is not known which @param nowMs monotonic */
  note(container: NodeContainer, point: string | null, nowMs: number): void {
    const silent = container.remote.filter((mount) => mount.point === point);
    for (const key of [...silent.map(ofDevice), ofWorkload(container)]) {
      this.#until.delete(key);
      this.#until.set(key, nowMs + SUSPECT_MS);
    }
    // The first in the order is the one that was noted longest ago.
    for (const [key, untilMs] of this.#until)
      if (untilMs < nowMs || this.#until.size > MOST) this.#until.delete(key);
  }

  /** It has a file system that was silent in another container. */
  sharesSilent({ remote }: NodeContainer, nowMs: number): boolean {
    return remote.some((mount) => this.#isNoted(ofDevice(mount), nowMs));
  }

  /** Another container of its workload did not answer. */
  isOfSilent(container: NodeContainer, nowMs: number): boolean {
    return this.#isNoted(ofWorkload(container), nowMs);
  }

  #isNoted(key: string, nowMs: number): boolean {
    return nowMs < (this.#until.get(key) ?? 0);
  }
}

function ofDevice({ device }: NodeContainer['remote'][number]): string {
  return `device ${device}`;
}

/** A container by itself keeps its id when it starts again. */
function ofWorkload({ id, namespace, workload, container }: NodeContainer): string {
  return workload === null ? `id ${id}` : `workload ${namespace}/${workload}/${container}`;
}
