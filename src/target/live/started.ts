import { monotonicNow } from './clock.ts';
import { textOf } from './files/read.ts';
import { commandBeside } from './programs/command-beside.ts';

/** A clock tick of what the kernel tells, milliseconds: USER_HZ is 100 on every processor that Node runs on (time(7)). */
const TICK_MS = 10;

/**
 * When a process or thread started, milliseconds since 1970, by its directory in /proc; null where that is not known. By
 * our own start: /proc/uptime and btime may be another's (lxcfs, time namespaces), and btime has seconds alone.
 */
export function startOf(directory: string): number | null {
  const [own, its] = [ticksOf('/proc/self'), ticksOf(directory)];
  return own === null || its === null ? null : Date.now() - monotonicNow() + (its - own) * TICK_MS;
}

/**
 * When the program began beside which we run: the command of `run`, or the first process of the container where an engine
 * put us beside it (whose parent is then none that we see). Null where there is none.
 */
export function startOfContainer({ pid: own, ppid }: NodeJS.Process): number | null {
  const pid = commandBeside() ?? (ppid === 0 && own !== 1 ? 1 : null);
  return pid === null ? null : startOf(`/proc/${pid}`);
}

/** Field 22 of proc_pid_stat(5); a name may hold blanks and brackets, and the last bracket ends it. */
function ticksOf(directory: string): number | null {
  const text = textOf(`${directory}/stat`);
  const ticks = Number(text?.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
  return Number.isInteger(ticks) ? ticks : null;
}
