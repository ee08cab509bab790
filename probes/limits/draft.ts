import type { DraftField } from '../../src/core/policy/draft.ts';
import type { LimitsFacts } from './facts.ts';

const MIB = 2 ** 20;

/**
 * The CPU time and the memory that this container is given. Without a limit there is nothing to ask for: where nothing limits it, any
 * demand is met.
 */
export async function draft({ limits: { cpus, memoryBytes } }: LimitsFacts): Promise<readonly DraftField[]> {
  return [
    ...(cpus === null
      ? []
      : [{ key: 'cpus', value: cpus, comment: 'CPUs that it may use now; put in what it needs.' }]),
    // A policy has whole mebibytes, and no limit is below one.
    ...(memoryBytes === null || memoryBytes < MIB
      ? []
      : [
          {
            key: 'memory',
            value: `${Math.floor(memoryBytes / MIB)}MiB`,
            comment: 'Memory that it may use now; put in what it needs.',
          },
        ]),
  ];
}
