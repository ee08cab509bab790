import type { Limits } from '../../core/documents/target-description.ts';
import type { Host } from '../host.ts';
import { isUnder, type Mount, readMounts } from './mounts.ts';

/** More than any machine has: v1 writes the largest number of pages where there is no limit. */
const NO_LIMIT = 2 ** 60;

/** Two decimal places and a bit: what a quota of microseconds can tell. */
const PRECISION = 1000;

/** No deeper do container runtimes nest them. */
const MAX_DEPTH = 32;

/**
 * The limits of the control groups that the process is in (cgroups(7)): of all that are seen the lowest counts. What
 * lies above the mount, as in a namespace, nobody in there can see.
 */
export function readLimits(host: Host): Limits {
  const own = host.readFile(`${host.proc}/cgroup`, { maxBytes: 64 * 1024 });
  const mounts = own.ok ? readMounts(host) : null;
  if (!own.ok || mounts === null) return { cpus: null, memoryBytes: null, cgroup: null };
  const groups = parseGroups(own.value.toString('utf8'));
  const unified = unifiedLimits(host, mounts, groups);
  return unified.cgroup === null ? separateLimits(host, mounts, groups) : unified;
}

interface Group {
  /** Empty for v2. */
  readonly controllers: readonly string[];
  readonly path: string;
}

/** Lines such as `4:cpu,cpuacct:/path`, and of v2 `0::/path`. */
function parseGroups(text: string): readonly Group[] {
  return text.split('\n').flatMap((line): Group[] => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    return [{ controllers: controllers.split(',').filter(Boolean), path }];
  });
}

function unifiedLimits(host: Host, mounts: readonly Mount[], groups: readonly Group[]): Limits {
  const group = groups.find(({ controllers }) => controllers.length === 0);
  const mount = mounts.find(({ fsType }) => fsType === 'cgroup2');
  const none = { cpus: null, memoryBytes: null };
  if (group === undefined || mount === undefined) return { ...none, cgroup: null };
  const directories = fromGroupUp(mount, group.path);
  // A hybrid has the tree of v2 without these controllers.
  const controllers = text(host, `${directories.at(-1)}/cgroup.controllers`);
  if (controllers === null) return { ...none, cgroup: null };
  const has = controllers.split(' ');
  if (!has.includes('cpu') && !has.includes('memory')) return { ...none, cgroup: null };
  return {
    cpus: lowest(directories.map((at) => cpusOf(text(host, `${at}/cpu.max`)))),
    memoryBytes: lowest(directories.map((at) => numberOf(text(host, `${at}/memory.max`)))),
    cgroup: 2,
  };
}

function separateLimits(host: Host, mounts: readonly Mount[], groups: readonly Group[]): Limits {
  const directoriesOf = (controller: string) => {
    const group = groups.find(({ controllers }) => controllers.includes(controller));
    const mount = mounts.find(
      ({ fsType, superOptions }) => fsType === 'cgroup' && superOptions.includes(controller),
    );
    return group === undefined || mount === undefined ? [] : fromGroupUp(mount, group.path);
  };
  const quotas = directoriesOf('cpu').map((at) => ({
    quota: text(host, `${at}/cpu.cfs_quota_us`),
    period: text(host, `${at}/cpu.cfs_period_us`),
  }));
  const memory = directoriesOf('memory').map((at) => text(host, `${at}/memory.limit_in_bytes`));
  const isKnown = quotas.some(({ quota }) => quota !== null) || memory.some((limit) => limit !== null);
  return {
    cpus: lowest(quotas.map(({ quota, period }) => cpusOf(`${quota} ${period}`))),
    memoryBytes: lowest(memory.map(numberOf)),
    cgroup: isKnown ? 1 : null,
  };
}

/** The directory of the group and those above it, as far as the mount shows them. */
function fromGroupUp({ root, mountPoint }: Mount, path: string): readonly string[] {
  // A path of another namespace says nothing here: the mount itself is what is seen.
  const below = isUnder(path, root) ? path.slice(root === '/' ? 0 : root.length) : '';
  const directories: string[] = [];
  for (
    let at = below.replace(/\/$/, '');
    directories.length < MAX_DEPTH;
    at = at.slice(0, at.lastIndexOf('/'))
  ) {
    directories.push(`${mountPoint}${at}`);
    if (at === '') break;
  }
  return directories;
}

function text(host: Host, path: string): string | null {
  const file = host.readFile(path, { maxBytes: 4096 });
  return file.ok ? file.value.toString('utf8').trim() : null;
}

/** `50000 100000`, or `max 100000`; v1 has -1 for none. */
function cpusOf(line: string | null): number | null {
  const [quota = '', period = ''] = line?.split(' ') ?? [];
  if (!/^\d+$/.test(quota) || !/^[1-9]\d*$/.test(period)) return null;
  return Math.round((Number(quota) / Number(period)) * PRECISION) / PRECISION;
}

function numberOf(line: string | null): number | null {
  return line !== null && /^\d+$/.test(line) && Number(line) < NO_LIMIT ? Number(line) : null;
}

function lowest(limits: readonly (number | null)[]): number | null {
  const known = limits.filter((limit) => limit !== null);
  return known.length === 0 ? null : Math.min(...known);
}
