import { PAUSE } from '../../node/process-name.ts';

/** A process as everybody may see it. */
export interface Visible {
  readonly pid: number;
  readonly parent: number;
  readonly uid: number;
  /** The first word of its command line, or its name. */
  readonly command: string;
  /** After boot, in clock ticks. */
  readonly startTime: number;
  /** Its number in each pid namespace, ours first. */
  readonly pids: readonly number[];
  /** What names its mount namespace; null where we may not know it. */
  readonly mounts: string | null;
}

/** Whose processes they are that look. */
export interface Looking {
  readonly pid: number;
  readonly pids: readonly number[];
  readonly mounts: string | null;
  /** In a pod of Kubernetes. */
  readonly inPod: boolean;
}

/** Start a program, wait for it, and do nothing else. */
const INIT = /^(?:tini|tini-static|dumb-init|docker-init|catatonit|podman-init)$/;

/**
 * The first process of each other container that can be seen here, by its mount namespace; where there is none, those of
 * our own container that are not ours. One that only waits for another stands for that other.
 */
export function mainProcesses(all: readonly Visible[], looking: Looking): readonly Visible[] {
  const byPid = new Map(all.map((one) => [one.pid, one]));
  const ours = new Set<number>();
  for (
    let at: number | undefined = looking.pid;
    at !== undefined && !ours.has(at);
    at = byPid.get(at)?.parent
  )
    ours.add(at);
  const others = all.filter(
    ({ pid, pids, command }) =>
      !ours.has(pid) && pids.length === looking.pids.length && !PAUSE.test(nameOf(command)),
  );
  const elsewhere = others.filter(({ mounts }) => mounts === null || mounts !== looking.mounts);
  const here = elsewhere.length > 0 ? elsewhere : others;
  const first = new Map<string, Visible>();
  for (const one of [...here].sort((a, b) => a.startTime - b.startTime || a.pid - b.pid)) {
    // Where nobody tells which container it is of, it is of its parent's.
    const key = elsewhere.length > 0 && one.mounts !== null ? one.mounts : `top ${topmost(one, here)}`;
    if (!first.has(key)) first.set(key, one);
  }
  const found = [...first.values()];
  // Where containers of a pod share a pid namespace, the first process in it is the one that holds it, whatever its image calls it.
  const holds = looking.inPod && found.length > 1;
  return (holds ? found.filter(({ pid }) => pid !== 1) : found).map((one) => behindInit(one, here));
}

function topmost(one: Visible, among: readonly Visible[]): number {
  let top = one;
  for (let i = 0; i < among.length; i++) {
    const above = among.find(({ pid }) => pid === top.parent);
    if (above === undefined) break;
    top = above;
  }
  return top.pid;
}

/** What an init started; any other process is itself. */
export function behindInit(one: Visible, among: readonly Visible[]): Visible {
  if (!INIT.test(nameOf(one.command))) return one;
  const children = among.filter(({ parent, mounts }) => parent === one.pid && mounts === one.mounts);
  return children.length === 1 && children[0] !== undefined ? children[0] : one;
}

function nameOf(command: string): string {
  return command.slice(command.lastIndexOf('/') + 1);
}
