import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { FAMILIES } from '../../src/core/platform.ts';
import type { AnyRule } from '../../src/core/rule.ts';
import { remediesOf } from '../../src/verdict/render.ts';
import { FIGURES } from './figures.ts';
import { chosen, oneOfEach, SITUATIONS } from './situations/index.ts';
import { UNTRIED } from './situations/untried.ts';
import { casesOf, nameOf } from './trial/cases.ts';

const ROOT = join(import.meta.dirname, '../..');

const rules = new Map<string, AnyRule>();
for (const probe of probes) {
  for (const [name, rule] of Object.entries(await probe.rules())) rules.set(`${probe.name}/${name}`, rule);
}
const tried = new Set(SITUATIONS.map(({ rule }) => rule));

/** What remedies are made of that have no lines, and what their words are made of. */
const WITHOUT_LINES = new Set([
  'byHand',
  'asList',
  'takeOut',
  'atServer',
  'emptied',
  'hostOf',
  'inUnits',
  'isEnv',
  'inBothCases',
  'nameOf',
]);

describe('situations', () => {
  it('are there for every rule, or a reason why there is none', () => {
    const known = [...tried, ...Object.keys(UNTRIED)].sort();
    expect(known).toEqual([...rules.keys()].sort());
  });

  it('are missing for want of lines only where there are none', () => {
    const platform = { os: null, osVersion: null, label: '', libc: null, root: true } as const;
    const lines = Object.entries(UNTRIED)
      .filter(([, reason]) => reason.startsWith('no line'))
      .flatMap(([id]) => {
        const rule = rules.get(id);
        if (rule === undefined) return [];
        return FAMILIES.flatMap((family) =>
          remediesOf(rule, rule.example, { ...platform, family, has: () => true, writes: () => true }),
        )
          .filter((remedy) => remedy.lines.length > 0)
          .map((remedy) => `${id}: ${remedy.lines[0]}`);
      });
    expect(lines).toEqual([]);
  });

  it('are missing for want of lines only where the rule makes none, whatever it is given', () => {
    // vitest writes what a module imports as (0,__vite_ssr_import_0__.byHand)(…).
    const made = (text: string) => [...text.matchAll(/(?:__\w+__\.|(?<![.\w]))([a-z]\w*)\)?\(/g)];
    expect(made(String(rules.get('go-env/no-room')?.remedies)).map(([, name]) => name)).toContain('shell');
    const makes = Object.entries(UNTRIED)
      .filter(([, reason]) => reason.startsWith('no line'))
      .flatMap(([id]) => made(String(rules.get(id)?.remedies)).map(([, name = '']) => `${id}: ${name}`))
      .filter((one) => !WITHOUT_LINES.has(one.slice(one.indexOf(' ') + 1)));
    expect([...new Set(makes)]).toEqual([]);
  });

  it('are missing for another test only where that one names the rule', async () => {
    const unnamed: string[] = [];
    for (const [id, reason] of Object.entries(UNTRIED)) {
      const files = reason.match(/test\/[\w/.-]+\.ts/g) ?? [];
      const texts = await Promise.all(files.map((path) => readFile(join(ROOT, path), 'utf8')));
      const name = id.slice(id.indexOf('/') + 1);
      // As a key, as a word in quotes, or as the first word of what a test is called.
      const isNamed = new RegExp(`(?<![\\w-])${name}(?:['"]|:| (?:is gone|\\())`);
      if (files.length > 0 && !texts.some((text) => isNamed.test(text))) unnamed.push(id);
    }
    expect(unnamed).toEqual([]);
  });

  it('are many, each once, and every rule has one among those that the tests try', () => {
    const names = SITUATIONS.flatMap(casesOf).map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThan(400);
    for (const part of [oneOfEach(), chosen()])
      expect(new Set(part.map(({ situation }) => situation.rule))).toEqual(tried);
    expect(chosen().length).toBe(Math.ceil(names.length / 3));
    expect(oneOfEach().length).toBe(tried.size);
  });

  it('that the documentation tells of are not more than there are, and every remedy mends', () => {
    const there = { each: oneOfEach().length, all: SITUATIONS.flatMap(casesOf).length };
    for (const part of ['each', 'all'] as const) {
      const { cases, remedies, mend, harmful } = FIGURES[part];
      expect(cases).toBeLessThanOrEqual(there[part]);
      expect(cases).toBeGreaterThan(0);
      expect([mend, harmful]).toEqual([remedies, 0]);
    }
  });
});
