import { readdirSync, readlinkSync } from 'node:fs';
import { workloadOf } from '../../core/workload.ts';
import { attempt } from '../live/attempt.ts';
import { textOf } from '../live/read.ts';
import { type ContainerPath, containerPathOf } from '../node/cgroup-path.ts';
import type { NodeContainer, Scan, ScannedProcess } from '../node/container.ts';
import { type LoggedPod, loggedPodOf } from '../node/names.ts';
import { type PodMounts, podOfMounts } from '../node/pod-mounts.ts';
import { isStarting, sandboxOf } from '../node/process-name.ts';
import { unseenOf } from '../node/unseen.ts';
import { parseMountInfo } from '../posix/mounts.ts';
import { parseStat } from './proc/stat.ts';

/** So long a process may still be on its way into its container: its runtime starts it outside. Milliseconds. */
const SETTLE_MS = 15_000;

/** More directories of logs than any node has pods. */
const MAX_LOG_DIRECTORIES = 10_000;

interface Known extends ScannedProcess {
  readonly path: ContainerPath | null;
  readonly seenMs: number;
}

interface Attribution extends PodMounts {
  readonly main: number;
  /** It still has the mounts of the node: it has not entered its container yet. */
  readonly outside: boolean;
  readonly seenMs: number;
}

/**
 * Finds the containers of a node in a /proc, again and again. Of a process that is known only its name is listed: what is
 * read once is its stat and its control groups, and of each container the mount table of its first process. None of these
 * wait for the process's own memory, as its command line and environment would.
 */
export class Scanner {
  readonly #proc: string;
  readonly #pods: string;
  readonly #known = new Map<number, Known>();
  readonly #attributions = new Map<string, Attribution>();

  /** @param pods where the kubelet keeps the logs of pods; need not be there */
  constructor(proc: string, pods: string) {
    this.#proc = proc;
    this.#pods = pods;
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
    for (const id of this.#attributions.keys()) if (!groups.has(id)) this.#attributions.delete(id);
    const logged = this.#logged();
    const byUid = new Map(logged.map((pod) => [pod.podUid, pod]));
    const containers = [...groups].flatMap(([id, all]) => this.#container(id, all, byUid, nowMs) ?? []);
    const seen = containers.filter(({ sandbox }) => sandbox !== 'pause');
    return {
      containers: seen,
      unseen: unseenOf(logged, containers, (pod) => this.#containersLogged(pod)),
      processes: pids.length,
    };
  }

  #read(pid: number, nowMs: number): void {
    const known = this.#known.get(pid);
    if (known !== undefined && (known.path !== null || nowMs > known.seenMs + SETTLE_MS)) return;
    const line = textOf(`${this.#proc}/${pid}/stat`) ?? '';
    const stat = parseStat(line);
    const cgroup = stat === null || stat.kernelThread ? null : textOf(`${this.#proc}/${pid}/cgroup`);
    if (stat === null) return;
    this.#known.set(pid, {
      pid,
      startTime: stat.startTime,
      name: line.slice(line.indexOf('(') + 1, line.lastIndexOf(')')),
      path: cgroup === null ? null : containerPathOf(cgroup),
      seenMs: known?.seenMs ?? nowMs,
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
    const attribution = this.#attribute(id, main, nowMs);
    if (attribution === null) return null;
    const podUid = main.path.podUid ?? attribution.podUid;
    const pod = podUid === null ? undefined : logged.get(podUid);
    const { pid, startTime, name } = main;
    return {
      id,
      runtime: main.path.runtime,
      podUid,
      namespace: pod?.namespace ?? null,
      pod: pod?.pod ?? null,
      container: attribution.container,
      workload: pod === undefined ? null : workloadOf(pod.pod).name,
      main: { pid, startTime, name },
      processes: all.length,
      sandbox: sandboxOf(name, attribution.container !== null, all.length === 1),
    };
  }

  /** The first that lives, by their start: read again, since a number may have become another's. */
  #main(all: readonly Known[], nowMs: number): Known | null {
    for (const one of [...all].sort(byStart)) {
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
      if (!isStarting(name) || nowMs > one.seenMs + SETTLE_MS) return { ...one, name };
    }
    return null;
  }

  #attribute(id: string, main: Known, nowMs: number): Attribution | null {
    const known = this.#attributions.get(id);
    const settled = known !== undefined && nowMs > known.seenMs + SETTLE_MS;
    if (known?.main === main.pid && !known.outside && (known.container !== null || settled)) return known;
    const mounts = parseMountInfo(textOf(`${this.#proc}/${main.pid}/mountinfo`) ?? '');
    const namespace = (pid: number) => {
      const link = attempt(() => readlinkSync(`${this.#proc}/${pid}/ns/mnt`));
      return link.ok ? link.value : null;
    };
    const own = namespace(main.pid);
    const outside = own !== null && own === namespace(1);
    const now = { ...podOfMounts(mounts), main: main.pid, outside, seenMs: known?.seenMs ?? nowMs };
    this.#attributions.set(id, now);
    return outside ? null : now;
  }

  #logged(): readonly LoggedPod[] {
    const names = attempt(() => readdirSync(this.#pods));
    return (names.ok ? names.value : [])
      .slice(0, MAX_LOG_DIRECTORIES)
      .flatMap((name) => loggedPodOf(name) ?? []);
  }

  #containersLogged({ namespace, pod, podUid }: LoggedPod): readonly string[] {
    const names = attempt(() => readdirSync(`${this.#pods}/${namespace}_${pod}_${podUid}`));
    return names.ok ? names.value : [];
  }
}

function byStart(a: Known, b: Known): number {
  return Number(a.startTime) - Number(b.startTime) || a.pid - b.pid;
}
