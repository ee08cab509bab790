import { describe, expect, it } from 'vitest';
import { sharingRuns } from '../../src/run/shared-runs.ts';
import type { RunSpec } from '../../src/target/program/program.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { program } from '../support/memory/tree.ts';

describe('sharingRuns', () => {
  const spec: RunSpec = { file: '/bin/go', args: ['env'], env: { A: '1' }, cwd: '/', timeoutMs: 100 };

  function machine() {
    let started = 0;
    const host = memoryHost({
      trees: [{ '/bin/go': program() }],
      programs: { '/bin/go': () => ({ stdout: `${++started}` }) },
    });
    const shared = sharingRuns(host);
    const run = async (changes: Partial<RunSpec> = {}) => (await shared.run({ ...spec, ...changes })).stdout;
    return run;
  }

  it('starts a program once for all who start the same at the same time', async () => {
    const run = machine();
    expect(await Promise.all([run(), run({ timeoutMs: 90 }), run()])).toEqual(['1', '1', '1']);
  });

  it('starts it anew once it has ended', async () => {
    const run = machine();
    expect([await run(), await run()]).toEqual(['1', '2']);
  });

  it.each<[string, Partial<RunSpec>]>([
    ['arguments', { args: ['version'] }],
    ['environment', { env: { A: '2' } }],
    ['directory', { cwd: '/tmp' }],
  ])('does not share where the %s differs', async (_, changes) => {
    const run = machine();
    expect(await Promise.all([run(), run(changes)])).toEqual(['1', '2']);
  });
});
