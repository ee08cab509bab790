import { expect, it } from 'vitest';
import { CANARIES, leaksIn } from './canaries.ts';
import { CALLS } from './ways/calls.ts';
import { EVIDENCE } from './ways/evidence.ts';
import { FILES } from './ways/files.ts';

/*
 * No secret gets out, whatever its form, by whatever way: each canary is planted where that way looks, and none may be in
 * what it says. A new form joins in canaries.ts, a new way out in ways/.
 */
const TEXTS = CANARIES.map(({ text }) => text);

it.each([...EVIDENCE, ...CALLS, ...FILES].map((way) => [way.name, way] as const))(
  'no canary gets out by: %s',
  async (_, { say, says }) => {
    const all = await say(TEXTS);
    // What was planted was looked at.
    if (says === undefined) expect(all).toContain('***');
    expect(leaksIn(all)).toEqual([]);
  },
);
