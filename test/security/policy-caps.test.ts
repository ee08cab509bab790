import { describe, expect, it } from 'vitest';
import { file } from '../support/memory/tree.ts';
import { FAKES } from '../support/probes/fake-probe.ts';
import { runMain } from '../support/runs/run-main.ts';

function withPolicy(content: string, size?: number) {
  const policy = file(content, size === undefined ? {} : { size });
  return runMain([], { probes: FAKES, trees: [{ '/etc/probe-env.yaml': policy }] });
}

const bomb = (levels: number) =>
  ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    .concat(Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]`))
    .join('\n');

describe('a policy that is no plain data is refused with 78, in one line each', () => {
  it.each([
    ['is larger than the cap', '{}', 256 * 1024 + 1],
    ['has an alias bomb', bomb(9)],
    ['refers to itself', 'rules: &a\n  b: *a\n'],
    ['is nested too deeply in lists', '- '.repeat(20_000)],
    ['is nested too deeply in brackets', '['.repeat(20_000)],
    ['is nested too deeply in JSON', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    [
      'is nested too deeply by its columns',
      Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ],
    ['has the key __proto__', '__proto__: {failOn: warning}'],
    ['has the key __proto__ in JSON', '{"__proto__": {"failOn": "warning"}}'],
    ['has the key constructor', 'rules: {constructor: "off"}'],
    ['has the key toString', '{"umask": {"toString": 1}}'],
    ['has a key twice', '{"skip": ["alpha"], "skip": ["beta"]}'],
    ['has a second document', '{}\n---\n{}\n'],
    ['has a tag of a language', 'only: !!js/function "x"'],
    ['is no UTF-8', '\ud800'.repeat(2).concat('\0')],
  ])('%s', async (_, content, size?: number) => {
    const { code, stdout, stderr } = await withPolicy(content, size);
    expect(code).toBe(78);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^(?:probe-env: \/etc\/probe-env\.yaml:.*\n)+$/);
    expect(Object.prototype).not.toHaveProperty('failOn');
  });
});
