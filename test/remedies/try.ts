import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../support/system/real-tools.ts';
import { type Figures, figuresOf, type Kept } from './figures.ts';
import { makeFixtures } from './roots/fixtures.ts';
import { makePackages, packagesProblem } from './roots/packages.ts';
import { Roots, rootsProblem } from './roots/roots.ts';
import { type Bench, type Case, nameOf } from './trial/cases.ts';
import { tryRemedies } from './trial/trial.ts';

/**
 * Every remedy of these cases, typed: a real root is broken, each remedy that is offered is applied as its lines
 * stand, and probe-env and the real programs look again.
 *
 * @param figures what docs/reliability.md says that it comes to
 */
export function typeRemedies(cases: readonly Case[], figures?: Figures): void {
  const needs = {
    root: true,
    go: true,
    tools: ['unshare', 'setfacl', 'openssl', 'dpkg-deb'],
    also: () => rootsProblem() ?? packagesProblem(),
  } as const;
  describeReal('a remedy, typed as it stands,', needs, () => {
    const roots = new Roots({ few: true });
    const bench: Bench = {
      roots,
      fixtures: makeFixtures(join(roots.home, 'fixtures'), roots.seer),
      packages: makePackages(join(roots.home, 'packages')),
    };
    const kept: Kept[] = [];
    afterAll(() => {
      rmSync(roots.home, { recursive: true, force: true });
      console.log(`remedies: ${JSON.stringify(figuresOf(kept))}`);
    });

    it.concurrent.each(cases.map((one) => [nameOf(one), one] as const))(
      'mends %s',
      async (name, one) => {
        const outcomes = await tryRemedies(one, bench);
        kept.push({ name, outcomes });
        expect(outcomes.filter(({ fault }) => fault !== null)).toEqual([]);
        expect(outcomes).not.toEqual([]);
      },
      600_000,
    );

    if (figures !== undefined)
      it('comes to what the documentation says', () => expect(figuresOf(kept)).toEqual(figures));
  });
}
