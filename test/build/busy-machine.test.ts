import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** An expectation that time on the clock stays below a number of milliseconds. */
const BOUND =
  /expect\([^;]*\b(?:performance\.now\(\)|Date\.now\(\)|\w*[eE]lapsed\w*\b|durationMs\b|ms\b)[^;/]*\)\s*\.toBeLessThan(?:OrEqual)?\(/g;

describe('a busy machine', () => {
  it('makes no test fail: none bounds time on the clock, but CPU time (support/system/effort.ts) or a ratio', () => {
    const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'build/busy-machine.test.ts')
      .map((name) => `test/${name}`);
    expect(files.length).toBeGreaterThan(100);
    const bounds = files.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(BOUND)].map(([text]) => `${file}: ${text}`),
    );
    expect(bounds).toEqual([]);
  });

  it('would be noticed', () => {
    for (const line of [
      'expect(performance.now() - started).toBeLessThan(2000);',
      'expect(report.durationMs).toBeLessThan(1500);',
      'expect(elapsedMs).toBeLessThanOrEqual(LIMIT);',
    ]) {
      expect(line).toMatch(new RegExp(BOUND.source));
    }
    expect('expect((elapsedMs - LIMIT) / startMs).toBeLessThan(20);').not.toMatch(new RegExp(BOUND.source));
  });
});
