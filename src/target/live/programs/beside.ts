import { constants } from 'node:os';
import { memoryLimit } from '../memory.ts';
import { selfCommand } from '../self.ts';
import { startedEnv } from '../zone.ts';
import { childProcess } from './started.ts';
import { hasRoom } from './watch.ts';

/** What two processes of Node surely fit into, bytes. */
const ENOUGH = 128 * 1024 * 1024;

/** Whether a second process of this program may be started without taking what the container has for others. */
export function hasRoomForTwo(process: NodeJS.Process): boolean {
  return hasRoom() && memoryLimit(process) >= ENOUGH;
}

/** How a process ended: its exit code, or 128 + the number of the signal. */
type Code = number;

/**
 * Process 1 hears no signal that it does not catch, and while JavaScript is busy it calls no handler. So the work is
 * done by a second process of this program, and the first, which has nothing to do, can end at any time: with it the
 * kernel ends all others of the container (pid_namespaces(7)).
 *
 * @returns how it ended; null where there is no room for a second one, and the work is to be done here
 */
export function workBeside(process: NodeJS.Process): Promise<Code | null> {
  if (!hasRoomForTwo(process)) return Promise.resolve(null);
  const [file, ...options] = selfCommand(process);
  const { spawn } = childProcess();
  return new Promise((resolve) => {
    const child = spawn(file, [...options, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: startedEnv(process),
    });
    child.once('error', () => resolve(null));
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
