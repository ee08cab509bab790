import { textOf } from '../../live/files/read.ts';
import type { Runtime } from '../../node/cgroup-path.ts';
import { SETTLE_MS } from '../../node/missing.ts';
import { type PodMounts, podOfMounts } from '../../node/pod-mounts.ts';
import { parseMountInfo } from '../../posix/mounts.ts';
import { link } from '../link.ts';

interface Attribution extends PodMounts {
  readonly main: number;
  /** It still has the mounts of the node: it has not entered its container yet. */
  readonly outside: boolean;
  readonly seenMs: number;
  /** The mount table that tells it; empty where it is not read again. */
  readonly text: string;
}

/** What the mounts of containers tell of them, read anew with another first process and while a name may come. */
export class Attributions {
  readonly #proc: string;
  readonly #known = new Map<string, Attribution>();

  constructor(proc: string) {
    this.#proc = proc;
  }

  /** Nothing of other containers is kept. */
  keep(ids: Pick<ReadonlyMap<string, unknown>, 'has'>): void {
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
  }

  /** Null while its process has not entered it. @param main its first process @param nowMs monotonic */
  of(id: string, main: number, runtime: Runtime | null, nowMs: number): PodMounts | null {
    const known = this.#known.get(id);
    const settled = known !== undefined && nowMs > known.seenMs + SETTLE_MS;
    if (known?.main === main && !known.outside && (known.container !== null || settled)) return known;
    const text = textOf(`${this.#proc}/${main}/mountinfo`) ?? '';
    const isRead = known?.main === main && known.text === text;
    const own = this.#mountsOf(main);
    const outside = own !== null && own === this.#mountsOf(1);
    const seenMs = known?.seenMs ?? nowMs;
    // The same one where it tells the same: what follows from it is not put together again.
    const isSame = isRead && known.outside === outside;
    const told = isRead ? known : podOfMounts(parseMountInfo(text), runtime);
    const isLast = !outside && told.container !== null;
    const now = isSame ? known : { ...told, main, outside, seenMs, text: isLast ? '' : text };
    this.#known.set(id, now);
    return outside ? null : now;
  }

  /** Its mount namespace, as the link names it; null where it may not be seen. */
  #mountsOf(pid: number): string | null {
    return link(`${this.#proc}/${pid}/ns/mnt`);
  }
}
