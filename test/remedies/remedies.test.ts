import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../support/real-tools.ts';
import { makeFixtures } from './fixtures.ts';
import { makePackages, packagesProblem } from './packages.ts';
import { Roots, rootsProblem } from './roots.ts';
import { chosen } from './situations/index.ts';
import { type Bench, nameOf, type Outcome, tryRemedies } from './trial.ts';

/*
 * Every remedy, typed: a real root is broken, each remedy that is offered is applied as its lines stand, and
 * probe-env and the real programs look again. `npm run remedies` tries all of them, the tests a fixed third in
 * which every rule has one.
 */
describeReal(
  'a remedy, typed as it stands,',
  {
    root: true,
    go: true,
    tools: ['unshare', 'setfacl', 'openssl', 'dpkg-deb'],
    also: () => rootsProblem() ?? packagesProblem(),
  },
  () => {
    const roots = new Roots();
    const bench: Bench = {
      roots,
      fixtures: makeFixtures(join(roots.home, 'fixtures'), roots.seer),
      packages: makePackages(join(roots.home, 'packages')),
    };
    const outcomes: Outcome[] = [];
    afterAll(() => {
      rmSync(roots.home, { recursive: true, force: true });
      const good = outcomes.filter(({ fault }) => fault === null).length;
      console.log(`remedies: ${good} of ${outcomes.length} that were tried mend`);
    });

    it.concurrent.each(chosen().map((one) => [nameOf(one), one] as const))(
      'mends %s',
      async (_, one) => {
        const tried = await tryRemedies(one, bench);
        outcomes.push(...tried);
        expect(tried.filter(({ fault }) => fault !== null)).toEqual([]);
        expect(tried).not.toEqual([]);
      },
      600_000,
    );
  },
);
