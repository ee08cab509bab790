import { readdirSync, readFileSync } from 'node:fs';

/** An agent stays for weeks: until V8 has compiled what is asked often, and what the first looks left is collected. */
export const SETTLE_MS = 60_000;

/** What all threads of a process have run so far, to the nanosecond (proc(5), schedstat), in ms; the ticks of the kernel are 10 ms. */
export function ranMs(pid: number | undefined): number {
  const tasks = `/proc/${pid}/task`;
  const all = readdirSync(tasks).map(
    (task) => readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0],
  );
  return all.reduce((sum, nanoseconds) => sum + Number(nanoseconds), 0) / 1e6;
}
