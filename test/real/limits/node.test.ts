import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { heapOf } from '../../../probes/limits/node/heap.ts';
import { makeGroup } from '../../support/system/cgroup.ts';
import { cleanEnv, describeReal, nodes } from '../../support/system/real-tools.ts';

const MIB = 2 ** 20;
const SIZES = [200, 300, 512, 513, 777, 1024, 1500, 3000, 4096, 15_360, 15_872, 20_000];
const OPTIONS = [
  '--max-old-space-size=100',
  '--max_old_space_size=4096',
  '--max-old-space-size=1024 --max-semi-space-size=2',
  '--max-semi-space-size=48',
  '--max-old-space-size=0',
];

/** Bytes of `heap_size_limit` that the Node prints, for each of the cases. */
function heapsOf(path: string, memory: number, cases: readonly string[]): readonly number[] {
  const group = makeGroup(`probe-env-heap-${process.pid}`, { memoryBytes: memory });
  try {
    return cases.map((NODE_OPTIONS) => {
      const join = group.procs.map((file) => `echo $$ >${file}; `).join('');
      const script = `${join}exec "$@"`;
      const said = execFileSync(
        '/bin/sh',
        ['-c', script, 'sh', path, '-p', 'require("v8").getHeapStatistics().heap_size_limit'],
        { env: cleanEnv({ NODE_OPTIONS }), encoding: 'utf8' },
      );
      return Number(said);
    });
  } finally {
    group.remove();
  }
}

describeReal('the largest heap of a real Node', { nodes: true, root: true, also: noGroups }, () => {
  const all = [{ version: process.version.slice(1).split('.')[0] ?? '', path: process.execPath }, ...nodes()];
  it.each(all)('$version is what is said of it', ({ version, path }) => {
    const memory = machineMemory();
    for (const size of SIZES.filter((mib) => mib * MIB < memory)) {
      const cases = size === 1024 ? ['', ...OPTIONS] : [''];
      const heaps = heapsOf(path, size * MIB, cases);
      const said = cases.map((options) => heapOf(Number(version), size * MIB, options)?.limitBytes);
      expect({ size, heaps: said }).toEqual({ size, heaps });
    }
  });
});

function machineMemory(): number {
  return Number(execFileSync(process.execPath, ['-p', 'os.totalmem()'], { encoding: 'utf8' }));
}

function noGroups(): string | null {
  try {
    makeGroup(`probe-env-heap-${process.pid}`, { memoryBytes: MIB * 64 }).remove();
    return null;
  } catch {
    return 'no control group of memory may be made here';
  }
}
