import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf } from '../../build/docs/import-graph.ts';
import { DEEP_ONLY, DEEP_WHOLE } from '../support/suite/deep.ts';

const ROOT = join(import.meta.dirname, '../..');
const SWITCH = 'test/support/suite/whole.ts';
const imports = importsOf(['test']);

/** All that imports a file, by way of others too. */
function importersOf(file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const one of found) for (const { from, to } of imports) if (to === one) found.add(from);
  return found;
}

describe('npm run test:deep', () => {
  it('runs files that there are, each one once', () => {
    const all = [...DEEP_ONLY, ...DEEP_WHOLE];
    expect(all.filter((path) => !existsSync(join(ROOT, `${path}.test.ts`)))).toEqual([]);
    expect(all).toEqual([...new Set(all)]);
  });

  it('alone runs what needs a kubelet', () => {
    const files = readdirSync(join(ROOT, 'test/kubelet'), { recursive: true, encoding: 'utf8' });
    const tests = files.filter((file) => file.endsWith('.test.ts'));
    expect(DEEP_ONLY).toEqual(
      expect.arrayContaining(tests.map((file) => `test/kubelet/${file.replace(/\.test\.ts$/, '')}`)),
    );
  });

  it('runs whole what CI runs a part of', () => {
    const partly = [...importersOf(SWITCH)].filter((file) => file.endsWith('.test.ts'));
    const onlyDeep = new Set(DEEP_ONLY.map((path) => `${path}.test.ts`));
    expect(partly.filter((file) => !onlyDeep.has(file)).sort()).toEqual(
      DEEP_WHOLE.map((path) => `${path}.test.ts`).sort(),
    );
  });
});
