import type { Host } from '../../../src/target/host.ts';
import { hasCapability, readProcStatus } from '../../../src/target/posix/process-status.ts';

/** Bit of CAP_IPC_LOCK (capabilities(7)): RLIMIT_MEMLOCK does not hold whoever has it. */
const CAP_IPC_LOCK = 14;

/** Whether no limit of locked memory counts for the process; null: nobody can know. */
export function locksAny(host: Host, runs: boolean): boolean | null {
  if (!runs) {
    const bounding = host.rights?.bounding ?? null;
    return bounding === null ? null : host.ids.euid === 0 && hasCapability(bounding, CAP_IPC_LOCK);
  }
  const capEff = readProcStatus(host, host.proc)?.capEff ?? null;
  return capEff === null ? null : hasCapability(capEff, CAP_IPC_LOCK);
}
