import { FIGURES, type Figures } from '../../test/remedies/figures.ts';
import { oneOfEach, SITUATIONS } from '../../test/remedies/situations/index.ts';
import { UNTRIED } from '../../test/remedies/situations/untried.ts';
import { casesOf } from '../../test/remedies/trial/cases.ts';

/** What the remedies came to, from the result file of the bench. */
export function remediesTable(): string {
  const row = (name: string, there: number, { cases, rules, remedies, mend, harmful }: Figures) =>
    `| ${[name, there, cases, rules, remedies, mend, harmful].join(' | ')} |`;
  return [
    '| cases | there are | tried | of rules | remedies typed | mend | do harm |',
    '|---|---|---|---|---|---|---|',
    row('of each rule one', oneOfEach().length, FIGURES.each),
    row('all', SITUATIONS.flatMap(casesOf).length, FIGURES.all),
    '',
    `${Object.keys(UNTRIED).length} rules have no case, each with a reason (\`test/remedies/situations/untried.ts\`).`,
  ].join('\n');
}
