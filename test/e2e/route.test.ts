import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../support/runs/built-file.ts';
import { effortOf } from '../support/system/effort.ts';
import { cleanEnv } from '../support/system/real-tools.ts';

describe('route of the built file', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'route-cost-'));
    write('one', 1);
    write('many', 500);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** A go.mod, with a go.sum that has every second of its modules. */
  function write(name: string, count: number): void {
    const modules = Array.from(
      { length: count },
      (_, i) => `github.com/org${i % 40}/Repo${i} v1.${i % 9}.${i % 7}`,
    );
    const sums = modules.filter((_, i) => i % 2 === 0).flatMap((m) => [`${m} h1:a=`, `${m}/go.mod h1:b=`]);
    writeFileSync(
      join(directory, `${name}.mod`),
      `module m\n\ngo 1.22\n\nrequire (\n\t${modules.join('\n\t')}\n)\n`,
    );
    writeFileSync(join(directory, `${name}.sum`), `${sums.join('\n')}\n`);
  }

  const run = (name: string) =>
    effortOf(
      [...builtFile(), 'route', '--from', join(directory, `${name}.mod`)],
      cleanEnv({ HOME: directory }),
    );

  // CPU alone: what a busy machine makes a process wait is not route's. Sums: times are counted in ticks of up to 10 ms,
  // and the least of several is the luckiest. Thrice: where a start costs 40 ms, as much as the rows of 300 modules.
  it('takes for 500 modules no more than thrice the work of one', { timeout: 300_000, retry: 2 }, () => {
    const sums = { one: 0, many: 0 };
    for (let round = 0; round < 8; round++) {
      for (const name of ['one', 'many'] as const) sums[name] += run(name).ms;
    }
    expect(run('many').stdout.split('\n').length).toBeGreaterThan(500);
    expect(sums.one).toBeGreaterThan(0);
    expect(sums.many / sums.one).toBeLessThanOrEqual(3);
  });
});
