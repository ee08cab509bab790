import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuNow } from '../support/system/effort.ts';
import { mutated, RUNS } from './mutate.ts';
import type { Parser } from './parser.ts';
import { PARSERS } from './parsers.ts';

/** For one input of a few kilobytes, on a machine that has other work: it is there to find a hang. */
const LIMIT_MS = 5000;

describe('whatever the bytes are, there is an answer', () => {
  it.each(PARSERS.map((parser) => [parser.name, parser] as const))(
    '%s',
    async (_, parser) => {
      const read = fc.asyncProperty(mutated(parser.seeds), async (bytes) => {
        const started = cpuNow();
        await answer(parser, bytes);
        expect(cpuNow() - started).toBeLessThan(LIMIT_MS);
      });
      await fc.assert(read, {
        numRuns: parser.slow ? Math.ceil(RUNS / 5) : RUNS,
        // The same inputs on every run of the tests; `npm run fuzz` looks for new ones.
        ...(process.env.FUZZ_RUNS === undefined ? { seed: 20261122 } : {}),
        // Making a slow input smaller takes as long again a hundred times over.
        endOnFailure: true,
      });
    },
    // For what hangs: what an input costs is held above.
    Math.max(300_000, RUNS * 100),
  );
});

async function answer({ parse, refuses }: Parser, bytes: Buffer): Promise<void> {
  try {
    await parse(bytes);
  } catch (error) {
    if (refuses?.(error) !== true) throw error;
  }
}
