import { readdirSync, readlinkSync } from 'node:fs';
import { attempt } from '../../live/files/attempt.ts';
import { startOf } from '../../live/started.ts';
import type { RunningProgram } from '../../program/running-program.ts';

/** What runs as process `pid`, whose files that tell of it are in `directory`. */
export function runningProgram(pid: number, directory = `/proc/${pid}`): RunningProgram {
  const path = attempt(() => readlinkSync(`${directory}/exe`));
  return { pid, path: path.ok ? path.value : null, sinceMs: oldestThread(pid, directory) };
}

/**
 * execve(2) ends all threads but one, whose start stays that of the process. The oldest of the others was started by the
 * program that runs now: Go's and Node's first ones live as long as the program.
 */
function oldestThread(pid: number, directory: string): number | null {
  const names = attempt(() => readdirSync(`${directory}/task`));
  const others = (names.ok ? names.value : []).filter((name) => name !== String(pid));
  const starts = others.flatMap((name) => startOf(`${directory}/task/${name}`) ?? []);
  return starts.length === 0 ? null : Math.min(...starts);
}
