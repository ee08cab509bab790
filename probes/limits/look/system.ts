import type { Host } from '../../../src/target/host.ts';
import { type Groups, line } from '../../../src/target/posix/cgroup/groups.ts';
import { lowest, numberOf } from '../../../src/target/posix/cgroup/limits.ts';
import { mountOf, readMounts } from '../../../src/target/posix/mounts.ts';

/** A limit of a process (getrlimit(2)); infinite: none. */
export interface Rlimit {
  readonly soft: number;
  readonly hard: number;
}

/** `/proc/PID/limits` (proc_pid_limits(5)), of which a name may be missing. */
export function parseRlimits(text: string): ReadonlyMap<string, Rlimit> {
  const numbers = (word: string) => (word === 'unlimited' ? Number.POSITIVE_INFINITY : Number(word));
  return new Map(
    text.split('\n').flatMap((one) => {
      const [, name, soft, hard] =
        /^Max (\S+(?: \S+)*?) {2,}(\d+|unlimited) +(\d+|unlimited)/.exec(one) ?? [];
      return name === undefined || soft === undefined || hard === undefined
        ? []
        : [[name, { soft: numbers(soft), hard: numbers(hard) }] as const];
    }),
  );
}

/** The directory in /proc of the process whose limits count. */
export function processOfLimits({ target, proc }: Host): string {
  return target === undefined ? '/proc/1' : proc;
}

/**
 * Live those of process 1: Node raises the number of open files for itself, so that our own are not those of the
 * container.
 */
export function rlimits(host: Host): ReadonlyMap<string, Rlimit> {
  const file = host.readFile(`${processOfLimits(host)}/limits`);
  return file.ok ? parseRlimits(file.value.toString('latin1')) : new Map();
}

/**
 * Bytes that a file of the process may have (RLIMIT_FSIZE); null: as many as there is room for. Ours, and not those of
 * process 1: Node leaves it as it is, and a shell hands it on to what it starts.
 */
export function fileSizeOf(host: Host): number | null {
  const file = host.readFile(`${host.proc}/limits`);
  const limit = file.ok ? parseRlimits(file.value.toString('latin1')).get('file size') : undefined;
  return limit !== undefined && Number.isFinite(limit.soft) ? limit.soft : null;
}

/** CPUs that the process may run on (Cpus_allowed of proc_pid_status(5)); null: nobody can know. */
export function cpusAllowed(host: Host): number | null {
  const file = host.readFile(`${host.proc}/status`);
  const [, mask] = /^Cpus_allowed:\s*([\da-f,]+)$/m.exec(file.ok ? file.value.toString('latin1') : '') ?? [];
  if (mask === undefined) return null;
  return [...mask.replaceAll(',', '')].reduce(
    (sum, digit) => sum + (BITS[Number.parseInt(digit, 16)] ?? 0),
    0,
  );
}

/** Bits that are set in a hexadecimal digit. */
const BITS = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];

/** Size of /dev/shm, bytes; null: it has none of its own, or half of the machine's memory. */
export function sharedMemory(host: Host): number | null {
  const mounts = readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, '/dev/shm');
  if (mount === null || mount.mountPoint !== '/dev/shm') return null;
  for (const option of mount.superOptions) {
    const [, count, unit = ''] = /^size=(\d+)([kmg]?)$/.exec(option) ?? [];
    if (count !== undefined) return Number(count) * 1024 ** ' kmg'.indexOf(unit || ' ');
  }
  return null;
}

/** What a group has seen so far, as far as it tells. */
export interface Usage {
  /** Processes that were ended for want of memory. */
  readonly oomKills: number | null;
  /** Bytes above which the kernel slows what allocates (memory.high, version 2 alone), the lowest of the groups. */
  readonly highBytes: number | null;
  /** How often it did. */
  readonly slowed: number | null;
  /** Bytes in use that cannot simply be dropped: what the kubelet calls the working set. */
  readonly workingSet: number | null;
  readonly swapBytes: number | null;
  /** Periods in which it ran, and those in which its quota was used up. */
  readonly periods: number | null;
  readonly throttled: number | null;
  readonly pids: number | null;
  readonly pidsLimit: number | null;
}

/** Of what does not run yet nothing is used. */
export function usageUnder(pidsLimit: number | null): Usage {
  const used = { oomKills: null, highBytes: null, slowed: null, workingSet: null, swapBytes: null };
  return { ...used, periods: null, throttled: null, pids: null, pidsLimit };
}

/** @param used bytes of memory, files that are cached among them; null: not known */
export function usageOf(host: Host, groups: Groups, used: number | null): Usage {
  const [memory = '', cpu = '', pids = ''] = (['memory', 'cpu', 'pids'] as const).map(
    (one) => groups.directories(one)[0],
  );
  const isV2 = groups.version === 2;
  const events = keyed(host, isV2 ? `${memory}/memory.events` : `${memory}/memory.oom_control`);
  const stat = keyed(host, `${memory}/memory.stat`);
  const cached = stat.get(isV2 ? 'inactive_file' : 'total_inactive_file') ?? null;
  const throttling = keyed(host, `${cpu}/cpu.stat`);
  return {
    oomKills: events.get('oom_kill') ?? null,
    highBytes: isV2
      ? lowest(groups.directories('memory').map((at) => numberOf(line(host, `${at}/memory.high`))))
      : null,
    slowed: isV2 ? (events.get('high') ?? null) : null,
    workingSet: used === null || cached === null ? null : Math.max(0, used - cached),
    swapBytes: isV2
      ? numberOf(line(host, `${memory}/memory.swap.current`))
      : (stat.get('total_swap') ?? null),
    periods: throttling.get('nr_periods') ?? null,
    throttled: throttling.get('nr_throttled') ?? null,
    pids: numberOf(line(host, `${pids}/pids.current`)),
    pidsLimit: lowest(groups.directories('pids').map((at) => numberOf(line(host, `${at}/pids.max`)))),
  };
}

/** Processes and threads that the kernel has numbers for (threads-max, pid_max of proc_sys_kernel(5)); null: not known. */
export function machineThreads(host: Host): number | null {
  if (host.target !== undefined && host.target.kind !== 'live') return null;
  return lowest(['threads-max', 'pid_max'].map((name) => numberOf(line(host, `/proc/sys/kernel/${name}`))));
}

/** A flat-keyed file of the control groups: `name number` a line. */
function keyed(host: Host, path: string): ReadonlyMap<string, number> {
  const file = host.readFile(path, { maxBytes: 64 * 1024 });
  return parseKeyed(file.ok ? file.value.toString('latin1') : '');
}

export function parseKeyed(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split('\n').flatMap((one) => {
      const [, name, value] = /^([a-z_.]+) (\d+)$/.exec(one) ?? [];
      return name === undefined ? [] : [[name, Number(value)] as const];
    }),
  );
}
