import type { Limits } from '../../../core/documents/target-description.ts';
import type { Host } from '../../host.ts';
import { type Groups, line, readGroups } from './groups.ts';

/** More than any machine has: version 1 writes the largest number of pages where there is no limit. */
const NO_LIMIT = 2 ** 60;

/** Two decimal places and a bit: what a quota of microseconds can tell. */
const PRECISION = 1000;

const NOT_KNOWN: Limits = { cpus: null, memoryBytes: null, cgroup: null };

/** The limits of the control groups that the process is in: of all that are seen the lowest counts. */
export function readLimits(host: Host, groups: Groups | null = readGroups(host)): Limits {
  if (groups === null) return NOT_KNOWN;
  const { version } = groups;
  const memory = version === 2 ? 'memory.max' : 'memory.limit_in_bytes';
  return {
    cpus: lowest(groups.directories('cpu').map((at) => quotaIn(host, version, at))),
    memoryBytes: lowest(groups.directories('memory').map((at) => numberOf(line(host, `${at}/${memory}`)))),
    cgroup: version,
  };
}

/** CPUs' worth of time that the group in this directory may take, whatever those above it may; null: no limit. */
function quotaIn(host: Host, version: 1 | 2, at: string): number | null {
  if (version === 2) return cpusOf(line(host, `${at}/cpu.max`));
  const quota = line(host, `${at}/cpu.cfs_quota_us`);
  // It is -1 where there is none.
  return quota?.startsWith('-') === false
    ? cpusOf(`${quota} ${line(host, `${at}/cpu.cfs_period_us`)}`)
    : null;
}

/** `50000 100000`, or `max 100000`. */
function cpusOf(text: string | null): number | null {
  const [quota = '', period = ''] = text?.split(' ') ?? [];
  if (!/^\d+$/.test(quota) || !/^[1-9]\d*$/.test(period)) return null;
  return Math.round((Number(quota) / Number(period)) * PRECISION) / PRECISION;
}

/** A number of bytes or of processes; null for `max`, and for what version 1 writes in its place. */
export function numberOf(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) && Number(text) < NO_LIMIT ? Number(text) : null;
}

/** The lowest of the limits that there are; null: there is none. */
export function lowest(limits: readonly (number | null)[]): number | null {
  const known = limits.filter((limit) => limit !== null);
  return known.length === 0 ? null : Math.min(...known);
}
