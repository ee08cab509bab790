import type { Origin, Variable } from '../../core/documents/target-description.ts';
import type { Host } from '../host.ts';
import { parseEnviron } from '../process/proc/environ.ts';
import type { Stated } from './stated.ts';

/** What only whoever made the target out of its parts can tell: where each of them comes from. */
export interface Origins {
  /** Of a variable that the target has. */
  variable(name: string): Origin | null;
  /** Variables that it may have, with a value that nobody can know. */
  readonly unknown: readonly Pick<Variable, 'name' | 'origin'>[];
  readonly identity: Origin | null;
  readonly cwd: Origin | null;
  /** Left out where the process itself was read. */
  readonly command?: Origin;
  /** Of an image alone. */
  readonly healthcheck?: Origin;
  /** All of it, where it is not read of the files and the process. */
  readonly stated?: Stated;
}

/** More than the kernel takes for all arguments and variables of a process. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Of a process: nobody records who set a variable, but process 1 has those of the container's own configuration. */
export function processOrigins(host: Host): Origins {
  let first: Readonly<Record<string, string>> | null | undefined;
  return {
    variable: (name) => {
      first ??= environOf(host, '/proc/1');
      if (first === null) return null;
      return { kind: first[name] === host.env[name] ? 'process-1' : 'process' };
    },
    unknown: [],
    identity: { kind: 'process' },
    cwd: { kind: 'process' },
  };
}

/** The environment of a process of that directory; null where it may not be read, or was overwritten. */
function environOf(host: Host, directory: string): Readonly<Record<string, string>> | null {
  const file = host.readFile(`${directory}/environ`, { maxBytes: MAX_BYTES });
  const start = file.ok ? parseEnviron(file.value, false) : null;
  return start?.known ? start.values : null;
}

/** The words that a process was started with; null where they may not be read, or it has none (kernel threads). */
export function commandOf(host: Host, directory: string): readonly string[] | null {
  const file = host.readFile(`${directory}/cmdline`, { maxBytes: MAX_BYTES });
  if (!file.ok || file.value.length === 0) return null;
  return file.value.toString('utf8').replace(/\0$/, '').split('\0');
}
