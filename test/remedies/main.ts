import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFixtures } from './fixtures.ts';
import { makePackages } from './packages.ts';
import { Roots } from './roots.ts';
import { SITUATIONS } from './situations/index.ts';
import { casesOf, nameOf, tryRemedies } from './trial.ts';

/*
 * npm run remedies [RULE…]: tries every remedy of every situation (of rules that begin so), one line each, and
 * ends with the figure. Exit code 1 where one does not mend.
 */
const wanted = process.argv.slice(2);
const cases = SITUATIONS.flatMap(casesOf).filter(
  (one) => wanted.length === 0 || wanted.some((word) => nameOf(one).startsWith(word)),
);
const roots = new Roots();
const bench = {
  roots,
  fixtures: makeFixtures(join(roots.home, 'fixtures'), roots.seer),
  packages: makePackages(join(roots.home, 'packages')),
};
let tried = 0;
let mend = 0;
for (const one of cases) {
  for (const { name, where, fault } of await tryRemedies(one, bench)) {
    tried++;
    if (fault === null) mend++;
    console.log(
      `${fault === null ? 'mends' : 'FAULT'}  ${name}\n       ${where}${fault === null ? '' : `\n       ${fault}`}`,
    );
  }
}
rmSync(roots.home, { recursive: true, force: true });
console.log(`\n${mend} of ${tried} remedies in ${cases.length} situations mend`);
process.exitCode = mend === tried && tried > 0 ? 0 : 1;
