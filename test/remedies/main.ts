import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FIGURES, FIGURES_FILE, figuresOf, type Kept } from './figures.ts';
import { makeFixtures } from './roots/fixtures.ts';
import { makePackages } from './roots/packages.ts';
import { Roots } from './roots/roots.ts';
import { chosen, oneOfEach, SITUATIONS } from './situations/index.ts';
import { casesOf, nameOf } from './trial/cases.ts';
import { NOTHING_TO_TYPE, tryTogether } from './trial/together.ts';
import { type Outcome, tryRemedies } from './trial/trial.ts';
import { as } from './trial/variants.ts';

/*
 * npm run remedies -- [WORD…]: tries every remedy of every case whose name holds a word, or of all, one line each,
 * and ends with the figure. Exit code 1 where one does not mend. It takes half an hour of two cores, so:
 *
 *   --each        of each rule one case
 *   --third       the third that the tests try
 *   --together    the first remedy of each finding, in the printed order, all in one root: what is left then is no fault of a single
 *                 one, and the figure is of cases
 *   --as VARIANT  of variants.ts: the same where directories have odd names (odd), lie behind links (linked) or on volumes (mounted)
 *   --keep FILE   what became of each case is kept there as soon as it is known; a case that mended is not tried
 *                 again, so that a run that was ended goes on
 *   --write       the figure goes into figures.json, from which `npm run docs` makes that of docs/reliability.md
 */
const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'boolean' },
    third: { type: 'boolean' },
    together: { type: 'boolean' },
    as: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const { keep } = values;
const plain = values.each ? oneOfEach() : values.third ? chosen() : SITUATIONS.flatMap(casesOf);
const all = values.as === undefined ? plain : plain.flatMap(as(values.as));
const wanted = all.filter((one) => words.length === 0 || words.some((word) => nameOf(one).includes(word)));

const there = new Set([...SITUATIONS.flatMap(casesOf), ...all].map(nameOf));
const kept = new Map<string, readonly Outcome[]>();
if (keep !== undefined && existsSync(keep)) {
  for (const line of readFileSync(keep, 'utf8').split('\n').filter(Boolean)) {
    const { name, outcomes }: Kept = JSON.parse(line);
    // What was tried under another name was another case.
    if (there.has(name)) kept.set(name, outcomes);
  }
}
const mended = (name: string) => kept.get(name)?.every(({ fault }) => fault === null) ?? false;
const cases = wanted.filter((one) => !mended(nameOf(one)));

const roots = new Roots({ few: true });
const bench = {
  roots,
  fixtures: makeFixtures(join(roots.home, 'fixtures'), roots.seer),
  packages: makePackages(join(roots.home, 'packages')),
};

function say({ name, where, fault }: Outcome): void {
  const verdict = fault !== null ? 'FAULT' : where === NOTHING_TO_TYPE ? 'words' : 'mends';
  console.log(`${verdict}  ${name}\n       ${where}${fault === null ? '' : `\n       ${fault}`}`);
}

const waiting = cases[Symbol.iterator]();
async function work(): Promise<void> {
  for (const one of waiting) {
    const name = nameOf(one);
    const outcomes = await (values.together ? tryTogether : tryRemedies)(one, bench);
    outcomes.forEach(say);
    kept.set(name, outcomes);
    if (keep !== undefined) appendFileSync(keep, `${JSON.stringify({ name, outcomes } satisfies Kept)}\n`);
  }
}
// Most of the time a program is being started.
await Promise.all(Array.from({ length: 2 * availableParallelism() }, work));
rmSync(roots.home, { recursive: true, force: true });

// Of all that is kept: a part of it is the figure of a part.
const part = new Set(all.map(nameOf));
const figures = figuresOf(
  [...kept].flatMap(([name, outcomes]) => (part.has(name) ? [{ name, outcomes }] : [])),
);
const inWords = [...kept.values()].flat().filter(({ where }) => where === NOTHING_TO_TYPE).length;
const besides = values.together ? `; of ${inWords} all is only said in words` : '';
console.log(
  `\n${figures.mend - inWords} of ${figures.remedies} remedies in ${figures.cases} cases mend${besides}`,
);
if (values.write && !values.third && !values.together)
  writeFileSync(
    FIGURES_FILE,
    `${JSON.stringify({ ...FIGURES, [values.each ? 'each' : 'all']: figures }, null, 2)}\n`,
  );
process.exitCode = figures.mend === figures.remedies && figures.mend > 0 ? 0 : 1;
