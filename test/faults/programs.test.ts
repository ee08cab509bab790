import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProbeReport } from '../../src/core/documents/report.ts';
import { program } from '../support/memory/tree.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { FaultBench } from './bench.ts';
import { PROGRAM_FAULTS, TOOLS } from './kinds/program-faults.ts';
import { healthyMachine } from './machine.ts';
import { soundReport } from './sound.ts';

describeReal('a go command that', { tools: ['unshare', 'chroot', 'mount', 'setsid'], root: true }, () => {
  let bench: FaultBench;
  beforeAll(() => {
    bench = new FaultBench();
  });
  afterAll(() => bench.close());

  it.each(PROGRAM_FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s',
    async (_, { go, goVersion, goEnv, outlives = [] }) => {
      const machine = healthyMachine(TOOLS, { '/usr/local/go/bin/go': program(go) });
      const { left, ...outcome } = await bench.run({ ...machine, args: ['-f', 'json'] });
      expect(left).toEqual(outlives);
      const [version, env, ...others] = soundReport({ ...outcome, left: [] }).probes;
      expect(goVersion).toContain(saidBy(version));
      expect(goEnv).toContain(saidBy(env));
      expect(others.map(saidBy).filter((said) => said !== null)).toEqual([]);
    },
  );
});

/** `?` for no conclusion, null for a pass, else the first rule. */
function saidBy(probe: ProbeReport | undefined): string | null {
  if (probe?.status === 'inconclusive') return '?';
  return probe?.findings.find(({ severity }) => severity !== 'info')?.rule.replace(/^.*\//, '') ?? null;
}
