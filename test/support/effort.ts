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
