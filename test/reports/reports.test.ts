import { afterAll, expect, it } from 'vitest';
import { rootsProblem } from '../remedies/roots/roots.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { reports } from './all.ts';
import { Bench } from './bench.ts';

/*
 * What people reported, made again: the real tool fails (or works) as they say, and probe-env names the cause, with
 * a remedy for it. Each file of cases/ is one; CONTRIBUTING.md says how another becomes one.
 */
describeReal(
  'a report',
  { root: true, go: true, tools: ['unshare', 'openssl', 'git', 'zic', 'gcc'], also: rootsProblem },
  () => {
    const bench = new Bench();
    afterAll(() => bench.close());

    it.concurrent.each(reports().map(({ name, report }) => [name, report] as const))(
      '%s',
      async (_, report) => {
        const seen = await bench.look(report);
        expect(seen.open).toEqual([]);
        expect({ finds: seen.finds, exit: seen.exit }).toEqual({ finds: report.finds, exit: report.exit });
        expect(seen.findings.map(({ rule }) => rule)).toEqual(
          expect.arrayContaining([...(report.informs ?? [])]),
        );
        for (const [rule, parts] of Object.entries(report.remedies ?? {})) {
          const offered = seen.findings.filter((f) => f.rule === rule).flatMap(({ remedies }) => remedies);
          const text = offered.flatMap(({ lines, why }) => [...lines, why]).join('\n');
          expectParts(text, parts);
        }
        expectParts(seen.findings.map(({ message }) => message).join('\n'), report.tells ?? []);
        for (const [i, { fails, says }] of (report.real ?? []).entries()) {
          const { code = 0, output = '' } = seen.real[i] ?? {};
          expect({ output, failed: code !== 0 }).toEqual({ output, failed: fails });
          if (says !== undefined) expect(output).toContain(says);
        }
      },
      120_000,
    );
  },
);

function expectParts(text: string, parts: readonly string[]): void {
  for (const part of parts) {
    if (part.startsWith('!')) expect(text).not.toContain(part.slice(1));
    else expect(text).toContain(part);
  }
}
