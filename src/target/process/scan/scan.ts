import { readdirSync } from 'node:fs';
import { workloadOf } from '../../../core/names/workload.ts';
import { textOf } from '../../live/files/read.ts';
import { type ContainerPath, containerPathOf } from '../../node/cgroup-path.ts';
import type { NodeContainer, Scan, ScannedProcess, UnseenContainer } from '../../node/container.ts';
import { Missing, SETTLE_MS } from '../../node/missing.ts';
import type { LoggedPod } from '../../node/names.ts';
import type { PodMounts } from '../../node/pod-mounts.ts';
import { isStarting, sandboxOf } from '../../node/process-name.ts';
import type { Recorded } from '../../node/recorded/recorded.ts';
import { hiddenOf, unseenOf } from '../../node/unseen.ts';
import { parseStat } from '../proc/stat.ts';
import { Attributions } from './attributions.ts';
import { Logs } from './recorded/logs.ts';
import { Records } from './recorded/records.ts';

interface Known extends ScannedProcess {
  readonly path: ContainerPath | null;
  readonly seenMs: number;
  /** When its stat was read last. */
  readonly readMs: number;
}

/** Whether the first process of a container still lives is asked so often, milliseconds; a look at it tells too. */
const READ_MS = 10_000;

/** Whether a number is still that of the same process is asked so often, and up to 15 seconds later. */
const AGAIN_MS = 20_000;

/**
 * Finds the containers of a node in a /proc, again and again. Of a process that is known only its name is listed: what is
 * read once is its stat and its control groups, and of each container the mount table of its first process. None of these
 * wait for the process's own memory, as its command line and environment would.
 */
export class Scanner {
  readonly #proc: string;
  readonly #logs: Logs;
  readonly #known = new Map<number, Known>();
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
    const pids = readdirSync(this.#proc)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    const there = new Set(pids);
    for (const pid of this.#known.keys()) if (!there.has(pid)) this.#known.delete(pid);
    for (const pid of pids) this.#read(pid, nowMs);
    const groups = new Map<string, Known[]>();
    for (const one of this.#known.values()) {
      if (one.path === null) continue;
      const others = groups.get(one.path.containerId);
      if (others === undefined) groups.set(one.path.containerId, [one]);
      else others.push(one);
    }
    this.#attributions.keep(groups);
    const logged = this.#logs.pods();
    const byUid = new Map(logged.map((pod) => [pod.podUid, pod]));
    const containers = [...groups].flatMap(([id, all]) => this.#container(id, all, byUid, nowMs) ?? []);
    const seen = containers.filter(({ sandbox }) => sandbox !== 'pause');
    const unseen = unseenOf(logged, containers, (pod) => this.#logs.containersOf(pod));
    return {
      containers: seen,
      unseen: [...unseen, ...this.#hidden(new Set(groups.keys()), unseen, nowMs)],
      processes: pids.length,
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

  #read(pid: number, nowMs: number): void {
    const before = this.#known.get(pid);
    const isSettled = before !== undefined && (before.path !== null || nowMs > before.seenMs + SETTLE_MS);
    // Between two scans a number may have become another's: not all are asked at once.
    if (isSettled && nowMs < before.readMs + AGAIN_MS + (pid % 16) * 1000) return;
    const line = textOf(`${this.#proc}/${pid}/stat`) ?? '';
    const stat = parseStat(line);
    const known = before?.startTime === stat?.startTime ? before : undefined;
    if (isSettled && known !== undefined) {
      this.#known.set(pid, { ...known, readMs: nowMs });
      return;
    }
    const cgroup = stat === null || stat.kernelThread ? null : textOf(`${this.#proc}/${pid}/cgroup`);
    if (stat === null) return;
    this.#known.set(pid, {
      pid,
      startTime: stat.startTime,
      name: line.slice(line.indexOf('(') + 1, line.lastIndexOf(')')),
      path: cgroup === null ? null : containerPathOf(cgroup),
      seenMs: known?.seenMs ?? nowMs,
      readMs: nowMs,
    });
  }

  /** Null while it has no process that could be looked at. */
  #container(
    id: string,
    all: readonly Known[],
    logged: ReadonlyMap<string, LoggedPod>,
    nowMs: number,
  ): NodeContainer | null {
    const main = this.#main(all, nowMs);
    if (main === null || main.path === null) return null;
    const attribution = this.#attributions.of(id, main.pid, main.path.runtime, nowMs);
    if (attribution === null) return null;
    const recorded = this.#records.of(id, nowMs);
    const podUid = main.path.podUid ?? recorded?.podUid ?? attribution.podUid;
    const log = podUid === null ? undefined : logged.get(podUid);
    const pod = recorded?.pod ?? log?.pod ?? null;
    const { pid, startTime, name } = main;
    return {
      id,
      runtime: main.path.runtime,
      podUid,
      namespace: recorded?.namespace ?? log?.namespace ?? null,
      pod,
      // A name that a runtime made up by itself is not that in the pod.
      container:
        (recorded !== null && recorded.pod !== null ? recorded.container : null) ??
        attribution.container ??
        recorded?.container ??
        null,
      workload: pod === null ? (recorded?.workload ?? null) : workloadOf(pod).name,
      labels: null,
      main: { pid, startTime, name },
      processes: all.length,
      sandbox: sandboxIn(id, attribution, recorded, name, all.length === 1),
    };
  }

  /** The first that lives, by their start: read again now and then, since a number may have become another's. */
  #main(all: readonly Known[], nowMs: number): Known | null {
    for (const one of [...all].sort(byStart)) {
      if (nowMs < one.readMs + READ_MS && one.seenMs < one.readMs && !isStarting(one.name)) return one;
      const line = textOf(`${this.#proc}/${one.pid}/stat`) ?? '';
      const stat = parseStat(line);
      if (stat === null || stat.startTime !== one.startTime) {
        this.#known.delete(one.pid);
        continue;
      }
      const name = line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'));
      // A process whose first thread has ended is looked at through another, and one that has wholly ended is none.
      if (stat.ended && stat.threads < 2) continue;
      // A program may have that name for good.
      if (!isStarting(name) || nowMs > one.seenMs + SETTLE_MS) {
        const read = { ...one, name, readMs: nowMs };
        this.#known.set(one.pid, read);
        return read;
      }
    }
    return null;
  }
}

/** What holds the namespaces of its pod is no container of it, and may be a sandbox of its own kind. */
function sandboxIn(
  id: string,
  { container, sandboxId }: PodMounts,
  recorded: Recorded | null,
  name: string,
  isAlone: boolean,
): string | null {
  const holds = recorded === null ? sandboxId === id && container === null : recorded.kind === 'sandbox';
  if (holds) return sandboxOf(name, false, isAlone) ?? 'pause';
  return sandboxOf(name, container !== null || (recorded?.pod ?? null) !== null, isAlone);
}

function byStart(a: Known, b: Known): number {
  return Number(a.startTime) - Number(b.startTime) || a.pid - b.pid;
}
