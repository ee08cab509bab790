import { expect, it } from 'vitest';
import { limits } from '../../../probes/limits/index.ts';
import { wrapped } from '../../support/memory/refused-paths.ts';
import { judgeHost, policy } from '../../support/probes/judge-host.ts';
import { cpuNow } from '../../support/system/effort.ts';
import { container } from './machine.ts';

const V1 = '/sys/fs/cgroup';
const STOCK_V1 = {
  cgroup: { 'cgroup.controllers': null },
  files: {
    '/proc/self/cgroup': '3:memory:/docker/a\n2:cpu,cpuacct:/docker/a\n',
    '/proc/self/mountinfo': `30 1 0:26 /docker/a ${V1}/cpu ro - cgroup cgroup rw,cpu,cpuacct\n31 1 0:27 /docker/a ${V1}/memory ro - cgroup cgroup rw,memory\n`,
    [`${V1}/cpu/cpu.cfs_quota_us`]: '200000\n',
    [`${V1}/cpu/cpu.cfs_period_us`]: '100000\n',
    [`${V1}/memory/memory.limit_in_bytes`]: '536870912\n',
    [`${V1}/memory/memory.usage_in_bytes`]: '1048576\n',
  },
};

/** Files that a probe of limits may open in a healthy run, those that are not there among them. */
const FILES = 12;
/** Milliseconds of CPU, files in memory. */
const CPU_MS = 1;

it.each([
  ['version 2', {}],
  ['version 1', STOCK_V1],
])('a stock container with control groups of %s costs few files and little time', async (_, of) => {
  const asked = new Set<string>();
  const host = () =>
    wrapped(container(of), (path) => {
      asked.add(path);
      return null;
    });
  const { facts } = await judgeHost(limits, host(), { details: false });
  expect(facts).toMatchObject({ limits: { cpus: 2, memoryBytes: 2 ** 29 }, closer: null });
  expect(asked.size).toBeLessThanOrEqual(FILES);
  // The mount table is read once for each host: each run has its own. The least of several is without garbage.
  const costs: number[] = [];
  for (let i = 0; i < 20; i++) {
    const runs = Array.from({ length: 20 }, host);
    const before = cpuNow();
    for (const one of runs) await limits.observe(one, CONTEXT);
    costs.push((cpuNow() - before) / runs.length);
  }
  expect(Math.min(...costs)).toBeLessThan(CPU_MS);
});

const CONTEXT = {
  policy: policy(),
  profile: { name: 'runtime', why: { code: 'no-sign', data: {} } },
  details: false,
  purpose: 'readiness',
  deadline: { remainingMs: () => 1000, expired: () => false, fairMs: 400 },
  programs: [],
  command: [],
  sofar: () => {},
} as const;
