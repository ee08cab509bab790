import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Limits for a group of processes, as a container runtime sets them. */
export interface Limits {
  /** Share of one CPU, such as 0.1 for `cpu: 100m`. */
  readonly cpus?: number;
  readonly memoryBytes?: number;
  /** Processes and threads. */
  readonly pids?: number;
}

export interface Group {
  /** The files that take the pid of a process that is to be limited. */
  readonly procs: readonly string[];
  remove(): void;
}

const BASE = '/sys/fs/cgroup';
const PERIOD_US = 100_000;

/** Makes a control group, v1 or v2; throws where that is not allowed. */
export function makeGroup(name: string, limits: Limits): Group {
  const settings = existsSync(join(BASE, 'cgroup.controllers')) ? unified(limits) : separate(limits);
  const folders = [...new Set(settings.map(([controller]) => join(BASE, controller, name)))];
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  for (const [controller, file, value] of settings) writeFileSync(join(BASE, controller, name, file), value);
  return {
    procs: folders.map((folder) => join(folder, 'cgroup.procs')),
    remove: () => {
      for (const folder of folders) rmdirSync(folder);
    },
  };
}

type Setting = readonly [controller: string, file: string, value: string];

function separate({ cpus, memoryBytes, pids }: Limits): readonly Setting[] {
  const settings: Setting[] = [];
  if (cpus !== undefined) {
    settings.push(['cpu', 'cpu.cfs_period_us', String(PERIOD_US)]);
    settings.push(['cpu', 'cpu.cfs_quota_us', String(Math.round(cpus * PERIOD_US))]);
  }
  if (memoryBytes !== undefined) settings.push(['memory', 'memory.limit_in_bytes', String(memoryBytes)]);
  if (pids !== undefined) settings.push(['pids', 'pids.max', String(pids)]);
  return settings;
}

function unified({ cpus, memoryBytes, pids }: Limits): readonly Setting[] {
  const control = join(BASE, 'cgroup.subtree_control');
  for (const controller of ['cpu', 'memory', 'pids']) {
    if (!readFileSync(control, 'utf8').includes(controller)) writeFileSync(control, `+${controller}`);
  }
  const settings: Setting[] = [];
  if (cpus !== undefined) settings.push(['', 'cpu.max', `${Math.round(cpus * PERIOD_US)} ${PERIOD_US}`]);
  if (memoryBytes !== undefined) settings.push(['', 'memory.max', String(memoryBytes)]);
  if (pids !== undefined) settings.push(['', 'pids.max', String(pids)]);
  return settings;
}
