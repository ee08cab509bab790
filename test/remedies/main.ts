import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { makeFixtures } from './fixtures.ts';
import { makePackages } from './packages.ts';
import { Roots } from './roots.ts';
import { chosen, SITUATIONS } from './situations/index.ts';
import { casesOf, nameOf, type Outcome, tryRemedies } from './trial.ts';

/*
 * npm run remedies [WORD…]: tries every remedy of every situation (of those whose name holds a word; with
 * --third of those that the tests try), one line each, and ends with the figure. Exit code 1 where one does not mend.
 */
const wanted = process.argv.slice(2).filter((word) => word !== '--third');
const all = process.argv.includes('--third') ? chosen() : SITUATIONS.flatMap(casesOf);
const cases = all.filter((one) => wanted.length === 0 || wanted.some((word) => nameOf(one).includes(word)));
const roots = new Roots();
const bench = {
  roots,
  fixtures: makeFixtures(join(roots.home, 'fixtures'), roots.seer),
  packages: makePackages(join(roots.home, 'packages')),
};
const outcomes: Outcome[] = [];

function say({ name, where, fault }: Outcome): void {
  const verdict = fault === null ? 'mends' : 'FAULT';
  console.log(`${verdict}  ${name}\n       ${where}${fault === null ? '' : `\n       ${fault}`}`);
}

const waiting = cases[Symbol.iterator]();
async function work(): Promise<void> {
  for (const one of waiting) {
    const tried = await tryRemedies(one, bench);
    tried.forEach(say);
    outcomes.push(...tried);
  }
}
// Most of the time a program is being started.
await Promise.all(Array.from({ length: 2 * availableParallelism() }, work));
rmSync(roots.home, { recursive: true, force: true });
const mend = outcomes.filter(({ fault }) => fault === null).length;
console.log(`\n${mend} of ${outcomes.length} remedies in ${cases.length} situations mend`);
process.exitCode = mend === outcomes.length && mend > 0 ? 0 : 1;
