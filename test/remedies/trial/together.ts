import type { Finding, Report } from '../../../src/core/documents/report.ts';
import { bestOf } from '../../../src/core/remedy/text.ts';
import { type Applied, apply, Refused } from '../apply/apply.ts';
import { argsOf, type Broken, broken, merged, writePolicy } from '../roots/broken.ts';
import { type Bench, type Case, nameOf } from './cases.ts';
import { isMeantHere, type Outcome, told } from './trial.ts';

/**
 * Breaks a root, and types what a person does who has the whole report before him: of each finding the first remedy, in the order in
 * which they are printed, all in one root.
 */
export async function tryTogether(one: Case, bench: Bench): Promise<readonly Outcome[]> {
  const name = nameOf(one);
  try {
    const root = await broken(one, bench);
    try {
      return [{ name, ...(await typedIn(root, one)) }];
    } finally {
      root.sandbox.close();
    }
  } catch (error) {
    return [{ name, where: '', fault: `cannot be tried: ${error}` }];
  }
}

async function typedIn(
  { sandbox, settings }: Broken,
  one: Case,
): Promise<{ readonly where: string; readonly fault: string | null }> {
  const { situation } = one;
  const report = await sandbox.probe(settings, argsOf(situation));
  let applied: Applied = { settings };
  const typed: string[] = [];
  for (const { rule, remedies } of inOrder(report)) {
    for (const remedy of bestOf(remedies).filter((best) => isMeantHere(best, one))) {
      const where = `${rule}: ${remedy.where}: ${remedy.lines.join(' ⏎ ') || remedy.why}`;
      typed.push(where);
      try {
        applied = await apply(remedy, sandbox, applied.settings);
      } catch (error) {
        if (error instanceof Refused) return { where, fault: `refused: ${error.message}` };
        throw error;
      }
      if (applied.policy !== undefined) await writePolicy(sandbox, merged(situation.policy, applied.policy));
    }
  }
  const after = await sandbox.probe(applied.settings, argsOf(situation));
  const left = heavyIn(after).filter(({ rule }) => situation.beside?.includes(rule) !== true);
  return { where: typed.join('\n       '), fault: left.length === 0 ? null : `left: ${told(after)}` };
}

function heavyIn({ probes }: Report): readonly Finding[] {
  return probes.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== 'info');
}

/** Errors first; what another one causes has no remedy of its own. */
function inOrder(report: Report): readonly Finding[] {
  const heavy = heavyIn(report);
  const shown = new Set(heavy.map(({ rule }) => rule));
  const own = heavy.filter(({ causedBy }) => !shown.has(causedBy ?? ''));
  return [
    ...own.filter(({ severity }) => severity === 'error'),
    ...own.filter(({ severity }) => severity !== 'error'),
  ];
}
