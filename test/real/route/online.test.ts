import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { CASES, type Case, databaseCases } from './online/cases.ts';
import { compare } from './online/compare.ts';
import { MODULE, makeWorld, type World } from './online/world.ts';

/*
 * The same loopback stand-ins are asked by the real go and by `route --online`: whom they ask, in which order, with
 * which login, and what comes of it. In CI a ninth of it, an eighth of that by each go; whole in `npm run test:deep`.
 */

vi.setConfig({ testTimeout: 600_000 });

const GOES = goToolchains();
const numberOf = (version: string) => Number(version.split('.')[1]);

describeReal('sources that are asked, and the real go', { go: true }, () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  it.each(GOES)('Go $version', async (toolchain) => {
    const database = databaseCases(
      () => world.tree.answer(`lookup/${MODULE.path}@${MODULE.version}`) as Buffer,
    );
    const all: readonly Case[] = [...CASES, ...database].filter(
      ({ from }) => from === undefined || numberOf(toolchain.version) >= numberOf(from),
    );
    const chosen = WHOLE ? all : all.filter((_, i) => i % 72 === 9 * GOES.indexOf(toolchain));
    const disagreements: string[] = [];
    for (const one of chosen) {
      const line = await compare(one, world, toolchain);
      if (line !== null) disagreements.push(line);
    }
    expect(disagreements.join('\n\n')).toBe('');
    expect(chosen.length).toBeGreaterThan(WHOLE ? 100 : 0);
  });
});
