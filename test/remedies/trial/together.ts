import type { Finding, Report } from '../../../src/core/documents/report.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { bestOf } from '../../../src/core/remedy/text.ts';
import { type Applied, apply, Refused } from '../apply/apply.ts';
import { argsOf, type Broken, broken, merged, writePolicy } from '../roots/broken.ts';
import { type Bench, type Case, nameOf } from './cases.ts';
import { isMeantHere, type Outcome, told } from './trial.ts';

/** No remedy of the report has a line. */
export const NOTHING_TO_TYPE = 'nothing to type';

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
  const done = new Set<string>();
  const open = new Set<string>();
  for (const { rule, remedies } of inOrder(report)) {
    const before = typed.length;
    for (const remedy of withLinesAbove(
      remedies,
      bestOf(remedies).filter((best) => isMeantHere(best, one)),
    )) {
      // Nobody types the same twice.
      if (done.has(remedy.lines.join('\n'))) continue;
      done.add(remedy.lines.join('\n'));
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
    // What is only said in words stays.
    if (typed.length === before) open.add(rule);
  }
  if (typed.length === 0) return { where: NOTHING_TO_TYPE, fault: null };
  const after = await sandbox.probe(applied.settings, argsOf(situation));
  const left = heavyIn(after).filter(
    ({ rule }) => !open.has(rule) && situation.beside?.includes(rule) !== true,
  );
  return { where: typed.join('\n       '), fault: left.length === 0 ? null : `left: ${told(after)}` };
}

/** Of some the line above is the first half. */
function withLinesAbove(all: readonly Remedy[], best: readonly Remedy[]): readonly Remedy[] {
  return best.flatMap((remedy) => {
    const above = / the line above /.test(remedy.why) ? all[all.indexOf(remedy) - 1] : undefined;
    return above === undefined ? [remedy] : [above, remedy];
  });
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
