import { mainProcesses, type Visible } from '../../../target/process/running/main-process.ts';
import { looking, visibleProcesses } from '../../../target/process/running/visible.ts';
import { UsageError } from '../../options/usage-error.ts';
import { TargetError } from '../target-error.ts';

/** More than any Linux has (PID_MAX_LIMIT). */
const MAX_PID = 4_194_304;

/** So many are listed to choose from. */
const MAX_LISTED = 12;

/**
 * The process that is meant.
 *
 * @param source the option or variable that names it
 * @throws UsageError, TargetError
 */
export function pidOf(source: string, text: string): number {
  if (text === 'auto') return theOnly(source);
  const pid = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (pid >= 1 && pid <= MAX_PID) return pid;
  const why = /^\d{7,}$/.test(text)
    ? `no Linux has a process above ${MAX_PID}`
    : 'a number, such as ps or /proc shows it, or auto';
  throw new UsageError(`${source}: ${JSON.stringify(text)} is no process id: ${why}`);
}

function theOnly(source: string): number {
  const found = mainProcesses(visibleProcesses(), looking(process.pid));
  const [only, ...more] = found;
  if (only === undefined) {
    throw new TargetError(
      `${source} auto: no process of another container is to be seen here`,
      'in a pod:  shareProcessNamespace: true in its spec, or kubectl debug POD --target=CONTAINER',
      'in Docker:  docker run --pid=container:NAME',
    );
  }
  if (more.length === 0) return only.pid;
  const listed = found.slice(0, MAX_LISTED).map(inWords).join(', ');
  const rest = found.length > MAX_LISTED ? ` and ${found.length - MAX_LISTED} more` : '';
  throw new UsageError(`${source} auto: ${found.length} fit: ${listed}${rest}; write the number of one`);
}

function inWords({ pid, uid, command }: Visible): string {
  return `${pid} (${command.slice(0, 40)}, uid ${uid})`;
}
