import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { workloadOf } from '../../../core/names/workload.ts';
import { type ContainerPath, containerPathOf } from '../../node/cgroup-path.ts';
import type { NodeContainer, Scan, UnseenContainer } from '../../node/container.ts';
import { Missing, SETTLE_MS } from '../../node/missing.ts';
import type { LoggedPod } from '../../node/names.ts';
import type { PodMounts } from '../../node/pod-mounts.ts';
import { isStarting, productOf, sandboxOf } from '../../node/process-name.ts';
import type { Recorded } from '../../node/recorded/recorded.ts';
import { hiddenOf, unseenOf } from '../../node/unseen.ts';
import { link } from '../link.ts';
import { lineIn } from '../proc/said.ts';
import { parseStat } from '../proc/stat.ts';
import { Attributions } from './attributions.ts';
import { type Known, Processes } from './processes.ts';
import { Logs } from './recorded/logs.ts';
import { Records } from './recorded/records.ts';

/** Whether the first process of a container still lives is asked so often, milliseconds; a look at it tells too. */
const READ_MS = 10_000;

/** Whether a number is still that of the same process is asked so often, and up to 15 seconds later. */
const AGAIN_MS = 20_000;

/** More groups than most nodes have; then they are read anew. */
const MAX_PATHS = 2048;

/**
 * Finds the containers of a node in a /proc, again and again. Of a process that is known only its name is listed: what is
 * read once is its stat and its control groups, and of each container the mount table of its first process. None of these
 * wait for the process's own memory, as its command line and environment would.
 */
export class Scanner {
  readonly #proc: string;
  readonly #logs: Logs;
  readonly #processes = new Processes();
  /** What each container was put together from. */
  #made = new Map<string, Made>();
  #logged: readonly LoggedPod[] = [];
  #byUid: ReadonlyMap<string, LoggedPod> = new Map();
  readonly #paths = new Map<string, ContainerPath | null>();
  #scan = 0;
  readonly #attributions: Attributions;
  readonly #records: Records;
  readonly #missing = new Missing();

  /**
   * @param pods where the kubelet keeps the logs of pods; need not be there
   * @param state below which runtimes keep what they know of their containers; need not be there
   */
  constructor(proc: string, pods: string, state: string) {
    this.#proc = proc;
    this.#logs = new Logs(pods);
    this.#attributions = new Attributions(proc);
    this.#records = new Records(state);
  }

  /** @throws Error where /proc cannot be listed */
  scan(nowMs: number): Scan {
    this.#scan++;
    let processes = 0;
    let known = 0;
    for (const name of readdirSync(this.#proc)) {
      const pid = pidOf(name);
      if (pid === null) continue;
      processes++;
      if (this.#read(pid, nowMs)) known++;
    }
    this.#processes.keep(this.#scan, known);
    const { groups } = this.#processes;
    this.#attributions.keep(groups);
    const logged = this.#logs.pods();
    if (logged !== this.#logged) this.#byUid = new Map(logged.map((pod) => [pod.podUid, pod]));
    this.#logged = logged;
    const containers = [...groups].flatMap(([id, all]) => this.#container(id, all, nowMs) ?? []);
    if (this.#made.size > groups.size) this.#made = new Map([...this.#made].filter(([id]) => groups.has(id)));
    const seen = containers.filter(({ sandbox }) => sandbox !== 'pause');
    const unseen = unseenOf(logged, containers, (pod) => this.#logs.containersOf(pod));
    return {
      containers: seen,
      unseen: [...unseen, ...this.#hidden(new Set(groups.keys()), unseen, nowMs)],
      processes,
    };
  }

  /** Containers that run by the account of their runtime, and of which no process is to be seen. */
  #hidden(there: ReadonlySet<string>, unseen: readonly UnseenContainer[], nowMs: number) {
    const running = this.#records.running();
    this.#records.keep(new Set([...there, ...running]));
    const missing = this.#missing.after(
      running.filter((id) => !there.has(id)),
      nowMs,
    );
    return hiddenOf(
      missing.flatMap((id) => this.#records.of(id, nowMs) ?? []),
      unseen,
    );
  }

  /** Whether something is known of it. */
  #read(pid: number, nowMs: number): boolean {
    const before = this.#processes.get(pid);
    if (before !== undefined) before.listed = this.#scan;
    const isSettled = before !== undefined && (before.path !== null || nowMs > before.seenMs + SETTLE_MS);
    // Between two scans a number may have become another's: not all are asked at once.
    if (isSettled && nowMs < before.readMs + AGAIN_MS + (pid % 16) * 1000) return true;
    if (before !== undefined && !isSettled && this.#isStillOutside(before, nowMs)) return true;
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
      listed: this.#scan,
    });
    return true;
  }

  /** A process of the node that may be on its way into a container: asked twice as late each time. */
  #isStillOutside(one: Known, nowMs: number): boolean {
    if (nowMs < 2 * one.readMs - one.seenMs) return true;
    if (this.#pathOf(one.pid) !== null) return false;
    one.readMs = nowMs;
    return true;
  }

  /** Many processes are in one group: what it tells is found out once. */
  #pathOf(pid: number): ContainerPath | null {
    const cgroup = lineIn(`${this.#proc}/${pid}/cgroup`);
    if (cgroup === null) return null;
    const known = this.#paths.get(cgroup);
    if (known !== undefined) return known;
    const path = containerPathOf(cgroup);
    if (this.#paths.size >= MAX_PATHS) this.#paths.clear();
    this.#paths.set(cgroup, path);
    return path;
  }

  /** Null while it has no process that could be looked at. */
  #container(id: string, all: readonly Known[], nowMs: number): NodeContainer | null {
    const main = this.#main(all, nowMs);
    if (main === null || main.path === null) return null;
    const attribution = this.#attributions.of(id, main.pid, main.path.runtime, nowMs);
    const made = this.#made.get(id);
    // One that has not entered its container yet, or that never will.
    const product = attribution === null ? this.#productOf(all) : null;
    if (attribution === null && product === null) return null;
    const recorded = this.#records.of(id, nowMs);
    const podUid = main.path.podUid ?? recorded?.podUid ?? attribution?.podUid ?? null;
    const log = podUid === null ? undefined : this.#byUid.get(podUid);
    if (
      made?.main === main &&
      made.attribution === attribution &&
      made.recorded === recorded &&
      made.log === log &&
      made.container.processes === all.length
    )
      return made.container;
    const pod = recorded?.pod ?? log?.pod ?? null;
    const { pid, startTime, name } = main;
    const container: NodeContainer = {
      id,
      runtime: main.path.runtime,
      podUid,
      namespace: recorded?.namespace ?? log?.namespace ?? null,
      pod,
      // A name that a runtime made up by itself is not that in the pod.
      container:
        (recorded !== null && recorded.pod !== null ? recorded.container : null) ??
        attribution?.container ??
        recorded?.container ??
        null,
      workload: pod === null ? (recorded?.workload ?? null) : workloadOf(pod).name,
      labels: null,
      main: { pid, startTime, name },
      processes: all.length,
      sandbox:
        attribution === null
          ? product
          : sandboxIn(id, attribution, recorded, name, all.length === 1, this.#fileOf(pid)),
    };
    this.#made.set(id, { main, attribution, recorded, log, container });
    return container;
  }

  /**
   * What runs a container in a virtual machine stays with the mounts of the node: all that is to be seen of the container. Which
   * processes these are changes seldom, and then the container is put together anew.
   */
  #productOf(all: readonly Known[]): string | null {
    return productOf(all.flatMap(({ name, pid }) => [name, this.#fileOf(pid)]));
  }

  /** Name of the file of its program, which may have been deleted; null where it is not to be seen. */
  #fileOf(pid: number): string | null {
    const target = link(`${this.#proc}/${pid}/exe`);
    return target === null ? null : basename(target.replace(/ \(deleted\)$/, ''));
  }

  /** The first that lives, by their start: read again now and then, since a number may have become another's. */
  #main(all: readonly Known[], nowMs: number): Known | null {
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
}

/** Null for what is no process. */
function pidOf(name: string): number | null {
  const first = name.charCodeAt(0);
  // Most other names begin with a letter.
  return first > 47 && first < 58 && /^\d+$/.test(name) ? Number(name) : null;
}

/** In a line of stat: it may hold blanks and brackets. */
function nameIn(line: string): string {
  return line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'));
}

interface Made {
  readonly main: Known;
  readonly attribution: PodMounts | null;
  readonly recorded: Recorded | null;
  readonly log: LoggedPod | undefined;
  readonly container: NodeContainer;
}

/** What holds the namespaces of its pod is no container of it, and may be a sandbox of its own kind. */
function sandboxIn(
  id: string,
  { container, sandboxId }: PodMounts,
  recorded: Recorded | null,
  name: string,
  isAlone: boolean,
  file: string | null,
): string | null {
  const holds = recorded === null ? sandboxId === id && container === null : recorded.kind === 'sandbox';
  if (holds) return sandboxOf(name, false, isAlone, file) ?? 'pause';
  return sandboxOf(name, container !== null || (recorded?.pod ?? null) !== null, isAlone, file);
}
