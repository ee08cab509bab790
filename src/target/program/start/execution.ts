import type { Host } from '../../host.ts';
import type { CpuLevel } from '../elf/cpu-level.ts';

/** How a file is executed. */
export interface Execution {
  readonly host: Host;
  /** By whom: the kernel alone, or a function that gives what the kernel does not know to /bin/sh (execvp(3)). */
  readonly by: 'execve' | 'execvp';
  /** It is executed by another user than the one that is looked at: modes say little. */
  readonly otherUser: boolean;
  /** Level of the processor, asked where it matters; null: not known. */
  readonly cpu: () => CpuLevel | null;
  /** Asked while libraries are looked for: no time is left. What has not been found by then stays unknown. */
  readonly late: () => boolean;
  /** PATH, where it is not that of the host. */
  readonly path?: string;
}
