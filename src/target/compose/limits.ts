import type { Limits } from '../../core/documents/target-description.ts';
import type { PlannedLimits } from '../container/facts.ts';
import type { Field, Line } from '../pod/manifest/field.ts';
import { fieldOf, knownWord, type Service } from './service.ts';
import { mountsAt } from './volumes/volumes.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/**
 * `deploy.resources.limits`, or else `cpus`, `mem_limit` and `pids_limit`; `ulimits` and `shm_size`. Without a line docker
 * sets no limit, gives /dev/shm 64 MiB, and leaves open files to its daemon.
 */
export function composeLimits(service: Service): {
  readonly planned: PlannedLimits;
  readonly at: Line | null;
} {
  const { lookup } = service.project;
  const deploy = fieldOf(service, 'deploy')?.get('resources').get('limits') ?? null;
  const said = (name: string, old: string) => {
    const own = deploy?.get(name);
    return own?.isThere === true ? own : fieldOf(service, old);
  };
  const [cpus, memory] = [said('cpus', 'cpus'), said('memory', 'mem_limit')];
  const processes = Number(knownWord(said('pids', 'pids_limit'), lookup) ?? 0);
  const limits: Limits = {
    cpus: Number(knownWord(cpus, lookup) ?? 0) || quotaOf(service),
    memoryBytes: bytesIn(knownWord(memory, lookup)) || null,
    cgroup: null,
  };
  const planned: PlannedLimits = {
    limits,
    rlimits: rlimitsOf(service),
    // -1 and 0: none.
    processes: processes > 0 ? processes : null,
    sharedBytes: sharedOf(service),
    cpusAllowed: cpusIn(knownWord(fieldOf(service, 'cpuset'), lookup)),
  };
  return { planned, at: (memory ?? cpus)?.line ?? null };
}

/** The kernel's period, microseconds. */
const PERIOD = 100_000;

/** `cpu_quota` of `cpu_period`, in microseconds. */
function quotaOf(service: Service): number | null {
  const number = (name: string) => Number(knownWord(fieldOf(service, name), service.project.lookup) ?? 0);
  const quota = number('cpu_quota');
  return quota > 0 ? quota / (number('cpu_period') || PERIOD) : null;
}

/** More than any machine has. */
const MAX_CPUS = 8192;

/** How many CPUs are in `0-3,6`; null where it is no such list. */
function cpusIn(set: string | null): number | null {
  if (set === null || set.length > 4096) return null;
  const cpus = new Set<number>();
  for (const part of set.split(',')) {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(last) >= MAX_CPUS) return null;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu);
  }
  return cpus.size;
}

/** `512m`, `1.5gb`, `64MiB`, or a number of bytes: 0 where it is none. */
function bytesIn(text: string | null): number {
  const [, digits, unit = ''] = /^(\d{1,20}(?:\.\d{1,20})?) ?([bkmgt]?)(?:i?b)?$/i.exec(text ?? '') ?? [];
  return digits === undefined ? 0 : Math.floor(Number(digits) * (UNITS[unit.toLowerCase()] ?? 1));
}

const DOCKER_SHM = 64 * 1024 * 1024;

/** Where `ipc` leaves a service memory of its own; empty: as the daemon is set, to one of the two. */
const OWN_IPC = ['', 'private', 'shareable'];

/**
 * A mount of the service's own, or the memory of the machine or of another container (`host`, `service:…`, `container:…`), is
 * none of `shm_size`; with `none` nothing is mounted there (docker run --ipc).
 */
function sharedOf(service: Service): number | null {
  const { lookup } = service.project;
  const ipc = fieldOf(service, 'ipc');
  if (ipc !== null && !OWN_IPC.includes(knownWord(ipc, lookup) ?? 'unknown')) return null;
  if (mountsAt(service, '/dev/shm')) return null;
  const size = fieldOf(service, 'shm_size');
  return size === null ? DOCKER_SHM : bytesIn(knownWord(size, lookup)) || null;
}

/** Those of which a probe knows what they mean, by the names of `ulimits`. */
const RLIMITS: Readonly<Record<string, string>> = {
  nofile: 'open files',
  stack: 'stack size',
  memlock: 'locked memory',
  nproc: 'processes',
};

/** A number for both, or `soft` and `hard`; -1: none. */
function rlimitsOf(service: Service): PlannedLimits['rlimits'] {
  const { lookup } = service.project;
  const number = (field: Field) => {
    const text = knownWord(field, lookup) ?? '';
    if (text === '-1') return Number.POSITIVE_INFINITY;
    return /^\d{1,19}$/.test(text) ? Number(text) : null;
  };
  const found = Object.entries(RLIMITS).flatMap(([key, name]) => {
    const field = service.layers.map((layer) => layer.get('ulimits').get(key)).findLast((one) => one.isThere);
    if (field === undefined) return [];
    const isTable = typeof field.value === 'object';
    const [soft, hard] = isTable
      ? [number(field.get('soft')), number(field.get('hard'))]
      : [number(field), number(field)];
    return soft === null || hard === null ? [] : [[name, { soft, hard }] as const];
  });
  return Object.fromEntries(found);
}
