import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const SCHEDSTAT = '/proc/thread-self/schedstat';

/**
 * Milliseconds of CPU that this thread has used (before Node 23.9, where Linux does not tell either: this process):
 * what a test bounds in place of time on the clock, which a busy machine makes as long as it likes.
 */
export function cpuNow(): number {
  const own = Reflect.get(process, 'threadCpuUsage') as typeof process.cpuUsage | undefined;
  if (own === undefined && existsSync(SCHEDSTAT)) {
    // proc_schedstat: nanoseconds on the CPU first. Read by the thread that asks.
    return Number(readFileSync(SCHEDSTAT, 'utf8').split(' ', 1)[0]) / 1e6;
  }
  const { user, system } = (own ?? process.cpuUsage).call(process);
  return (user + system) / 1000;
}

/** What a program prints, and the milliseconds of CPU that it and its children used: times of POSIX' shell, 10 ms or finer. */
export function effortOf(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly stdout: string; readonly ms: number } {
  const said = execFileSync('/bin/sh', ['-c', '"$@"; times', 'sh', ...command], {
    env: { ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  // User and system, first of the shell, then of its children.
  const lines = said.trimEnd().split('\n');
  const times = [...(lines.pop() ?? '').matchAll(/(\d+)m(\d+(?:\.\d+)?)s/g)];
  const ms = times.map(([, minutes, seconds]) => (Number(minutes) * 60 + Number(seconds)) * 1000);
  return { stdout: `${lines.slice(0, -1).join('\n')}\n`, ms: ms.reduce((sum, one) => sum + one, 0) };
}
