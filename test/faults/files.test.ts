import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeReport } from '../../src/core/documents/report.ts';
import { CONTAINER_PROBES } from '../support/probes/container-probes.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { FaultBench } from './bench.ts';
import { FILE_FAULTS } from './kinds/file-faults.ts';
import { FILE_OUTCOMES, outcomeOf } from './kinds/file-outcomes.ts';
import { NO_FAULT, struckMachine, type Target } from './machine.ts';
import { soundReport } from './sound.ts';

const NEEDS = { tools: ['unshare', 'chroot', 'mount'], root: true } as const;

describeReal('a file that is not as it should be', NEEDS, () => {
  let bench: FaultBench;
  beforeAll(() => {
    bench = new FaultBench();
  });
  afterAll(() => bench.close());

  describe.each(['files', 'go'] as const)('struck: %s', (target) => {
    it.each([NO_FAULT, ...FILE_FAULTS].map((fault) => [fault.name, fault] as const))(
      '%s',
      async (name, fault) => {
        const report = soundReport(
          await bench.run({ ...struckMachine(fault, target), args: ['-f', 'json'] }),
        );
        // Where somebody writes meanwhile, the answer is of one moment: all that holds is that it is sound.
        if (FILE_OUTCOMES[target][name] === undefined) return expect(isRacy(name, target)).toBe(true);
        expect(report.probes.map((probe) => probe.name)).toEqual(CONTAINER_PROBES.map((probe) => probe.name));
        for (const probe of report.probes) {
          const expected = outcomeOf(target, name, probe.name) ?? null;
          expect(`${probe.name}: ${says(probe, expected)}`).toBe(`${probe.name}: ${expected}`);
        }
      },
    );
  });
});

/** A sparse script is read by its shell for a time that nobody knows. */
function isRacy(name: string, target: Target): boolean {
  return name.endsWith('while it is read') || (target === 'go' && name === 'sparse, 1 GiB');
}

/** The probe's answer in the words of the table; what was expected where it is among its findings. */
function says(probe: ProbeReport, expected: string | null): string | null {
  if (probe.status === 'inconclusive') return '?';
  const told = probe.findings
    .filter((finding) => finding.severity !== 'info')
    .map(({ rule, severity }) => `${severity === 'error' ? '' : '!'}${rule.slice(probe.name.length + 1)}`);
  return expected !== null && told.includes(expected) ? expected : (told[0] ?? null);
}
