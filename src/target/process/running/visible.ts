import { readdirSync, readlinkSync } from 'node:fs';
import { attempt } from '../../live/files/attempt.ts';
import { textOf } from '../../live/files/read.ts';
import { parseCredentials } from '../proc/credentials.ts';
import { parseStat } from '../proc/stat.ts';
import type { Looking, Visible } from './main-process.ts';

/** What /proc shows of processes that live; those that end meanwhile are left out. */
export function visibleProcesses(): readonly Visible[] {
  const names = attempt(() => readdirSync('/proc').filter((name) => /^\d+$/.test(name)));
  return (names.ok ? names.value : []).flatMap((name) => visible(Number(name)) ?? []);
}

function visible(pid: number): Visible | null {
  const directory = `/proc/${pid}`;
  const status = textOf(`${directory}/status`);
  const credentials = status === null ? null : parseCredentials(status);
  const stat = parseStat(textOf(`${directory}/stat`) ?? '');
  if (status === null || credentials === null || stat === null || stat.kernelThread) return null;
  const threads = Number(/^Threads:\s*(\d+)$/m.exec(status)?.[1] ?? 1);
  if (credentials.state === 'Z' && threads < 2) return null;
  const [first = ''] = (textOf(`${directory}/cmdline`) ?? '').split('\0', 1);
  return {
    pid,
    parent: credentials.parent,
    uid: credentials.uids[1],
    command: first || (/^Name:\t(.*)$/m.exec(status)?.[1] ?? ''),
    startTime: Number(stat.startTime),
    pids: credentials.pids,
    mounts: mountsOf(directory),
  };
}

export function looking(pid: number): Looking {
  const own = parseCredentials(textOf('/proc/self/status') ?? '');
  const inPod = process.env.KUBERNETES_SERVICE_HOST !== undefined;
  return { pid, pids: own?.pids ?? [pid], mounts: mountsOf('/proc/self'), inPod };
}

function mountsOf(directory: string): string | null {
  const target = attempt(() => readlinkSync(`${directory}/ns/mnt`));
  return target.ok ? target.value : null;
}
