import type { Observed } from '../../src/core/probe.ts';
import type { Host } from '../../src/host/host.ts';
import { readProcStatus } from '../../src/host/proc-status.ts';

export interface UmaskFacts {
  /** Umask of this process; null where /proc does not tell. */
  readonly self: number | null;
  /** Umask of process 1, which the application inherits. */
  readonly init: number | null;
}

/**
 * From /proc (Linux 4.7 and later). Never by umask(2): it can only be read by setting it, for all
 * threads at once.
 */
export async function observe(host: Host): Promise<Observed<UmaskFacts>> {
  return {
    facts: {
      self: readProcStatus(host, host.proc)?.umask ?? null,
      init: readProcStatus(host, '/proc/1')?.umask ?? null,
    },
  };
}
