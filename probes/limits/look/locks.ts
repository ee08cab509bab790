import type { Host } from '../../../src/target/host.ts';
import { hasCapability, readProcStatus } from '../../../src/target/posix/process-status.ts';
import { processOfLimits } from './system.ts';

/** Bit of CAP_IPC_LOCK (capabilities(7)): RLIMIT_MEMLOCK does not hold whoever has it. */
const CAP_IPC_LOCK = 14;

/** Of the very process whose limits are looked at. */
export interface Locks {
  /** No limit of locked memory holds it; null: nobody can know. */
  readonly any: boolean | null;
  /** It runs as root, for whom a capability that is added is in effect. */
  readonly root: boolean;
}

/**
 * @param runs false: it is not running yet
 * @param program that `run` is about to start, which a capability of its own file may let lock
 */
export function locksOf(host: Host, runs: boolean, program: string | undefined): Locks {
  if (!runs) {
    const { rights, ids } = host;
    const root = ids.euid === 0;
    if (rights === undefined) return { any: null, root };
    return { any: root && (rights.bounding === null || hasCapability(rights.bounding, CAP_IPC_LOCK)), root };
  }
  const status = readProcStatus(host, processOfLimits(host));
  const root = status?.realUid === 0;
  const own = status?.capEff == null ? null : hasCapability(status.capEff, CAP_IPC_LOCK);
  const file = program === undefined ? null : host.fileCapabilities?.(program);
  const given = file?.effective === true && hasCapability(file.permitted, CAP_IPC_LOCK);
  return { any: own === null && !given ? null : own === true || given, root };
}
