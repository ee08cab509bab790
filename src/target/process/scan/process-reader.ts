import { basename } from 'node:path';
import { type ContainerPath, containerPathOf } from '../../node/cgroup-path.ts';
import { SETTLE_MS } from '../../node/missing.ts';
import { isStarting } from '../../node/process-name.ts';
import { link } from '../link.ts';
import { lineIn } from '../proc/said.ts';
import { parseStat } from '../proc/stat.ts';
import { type Known, keyOf, type Processes } from './processes.ts';

/** Whether the first process of a container still lives is asked so often, milliseconds; a look at it tells too. */
const READ_MS = 10_000;

/** Whether a number is still that of the same process is asked so often, and up to 15 seconds later. */
const AGAIN_MS = 20_000;

/** More groups than most nodes have; then they are read anew. */
const MAX_PATHS = 2048;

/** Reads of a process in /proc what tells whose it is, as seldom as that will do. */
export class ProcessReader {
  readonly #proc: string;
  readonly #processes: Processes;
  readonly #paths = new Map<string, ContainerPath | null>();

  /** @param processes what is known of them, written down there */
  constructor(proc: string, processes: Processes) {
    this.#proc = proc;
    this.#processes = processes;
  }

  /** Whether something is known of it. */
  read(pid: number, nowMs: number, scan: number): boolean {
    const before = this.#processes.get(pid);
    if (before !== undefined) before.listed = scan;
    const isSettled = before !== undefined && nowMs > before.seenMs + SETTLE_MS;
    // Between two scans a number may have become another's: not all are asked at once.
    if (isSettled && nowMs < before.readMs + AGAIN_MS + (pid % 16) * 1000) return true;
    if (before !== undefined && !isSettled && this.#isStillThere(before, nowMs)) return true;
    const line = lineIn(`${this.#proc}/${pid}/stat`) ?? '';
    const stat = parseStat(line);
    const known = before?.startTime === stat?.startTime ? before : undefined;
    if (isSettled && known !== undefined) {
      known.readMs = nowMs;
      return true;
    }
    const path = stat === null || stat.kernelThread ? null : this.#pathOf(pid);
    if (stat === null) return before !== undefined;
    this.#processes.set({
      pid,
      startTime: stat.startTime,
      name: nameIn(line),
      path,
      seenMs: known?.seenMs ?? nowMs,
      readMs: nowMs,
      listed: scan,
    });
    return true;
  }

  /** The first that lives, by their start: read again now and then, since a number may have become another's. */
  main(all: readonly Known[], nowMs: number): Known | null {
    for (const one of all) {
      if (nowMs < one.readMs + READ_MS && one.seenMs < one.readMs && !isStarting(one.name)) return one;
      const line = lineIn(`${this.#proc}/${one.pid}/stat`) ?? '';
      const stat = parseStat(line);
      if (stat === null || stat.startTime !== one.startTime) {
        this.#processes.delete(one.pid);
        continue;
      }
      const name = nameIn(line);
      // A process whose first thread has ended is looked at through another, and one that has wholly ended is none.
      if (stat.ended && stat.threads < 2) continue;
      // A program may have that name for good.
      if (!isStarting(name) || nowMs > one.seenMs + SETTLE_MS) {
        one.readMs = nowMs;
        if (name === one.name) return one;
        const read = { ...one, name };
        this.#processes.set(read);
        return read;
      }
    }
    return null;
  }

  /** Name of the file of its program, which may have been deleted; null where it is not to be seen. */
  fileOf(pid: number): string | null {
    const target = link(`${this.#proc}/${pid}/exe`);
    return target === null ? null : basename(target.replace(/ \(deleted\)$/, ''));
  }

  /** A process that may be on its way into a container, of the node or of the one above: asked twice as late each time. */
  #isStillThere(one: Known, nowMs: number): boolean {
    if (nowMs < 2 * one.readMs - one.seenMs) return true;
    const path = this.#pathOf(one.pid);
    if ((path === null ? '' : keyOf(path)) !== (one.path === null ? '' : keyOf(one.path))) return false;
    one.readMs = nowMs;
    return true;
  }

  /** Many processes are in one group: what it tells is found out once. */
  #pathOf(pid: number): ContainerPath | null {
    const cgroup = lineIn(`${this.#proc}/${pid}/cgroup`);
    if (cgroup === null) return null;
    const known = this.#paths.get(cgroup);
    if (known !== undefined) return known;
    const path = this.#below(containerPathOf(cgroup));
    if (this.#paths.size >= MAX_PATHS) this.#paths.clear();
    this.#paths.set(cgroup, path);
    return path;
  }

  /** The node may itself be a container, as those of kind are: what is in no other one is of the node. */
  #below(path: ContainerPath | null): ContainerPath | null {
    const node = path === null ? null : containerPathOf(lineIn(`${this.#proc}/1/cgroup`) ?? '');
    if (path === null || node === null) return path;
    if (keyOf(path) === keyOf(node)) return null;
    const ids = [...node.above, node.containerId];
    return { ...path, above: path.above.filter((id, at) => id !== ids[at]) };
  }
}

/** In a line of stat: it may hold blanks and brackets. */
function nameIn(line: string): string {
  return line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'));
}
