import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { makeWorld, type World } from '../route/online/world.ts';
import { CASES } from './auth/cases.ts';
import { compareAuth } from './auth/compare.ts';

/*
 * The same loopback stand-ins and the same commands of GOAUTH for the real go and for `route --online`: all requests in their order with
 * their headers, and all calls of the commands with their arguments and what they read. In CI a part of it; whole in `npm run test:deep`.
 */

vi.setConfig({ testTimeout: 600_000 });

const GOES = goToolchains().filter(({ version }) => Number(version.split('.')[1]) >= 24);

describeReal('credentials by GOAUTH, and the real go', { go: true }, () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  it.each(GOES)('Go $version', async (toolchain) => {
    const chosen = WHOLE ? CASES : CASES.filter((_, i) => i % 24 === 6 * GOES.indexOf(toolchain));
    const disagreements: string[] = [];
    for (const one of chosen) {
      const line = await compareAuth(one, world, toolchain);
      if (line !== null) disagreements.push(line);
    }
    expect(disagreements.join('\n\n')).toBe('');
    expect(chosen.length).toBeGreaterThan(WHOLE ? 80 : 2);
  });
});
