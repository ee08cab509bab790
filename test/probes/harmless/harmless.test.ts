import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { remediesText } from '../../../src/core/remedy/text.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { parseInstruction } from '../../remedies/apply/dockerfile.ts';
import { PLATFORMS, RULES } from './catalogue.ts';
import { offencesOf } from './offences.ts';

const remedies: readonly { id: string; remedy: Remedy }[] = RULES.flatMap(({ id, rule }) =>
  PLATFORMS.flatMap((here) => remediesOf(rule, rule.example, here)).map((remedy) => ({ id, remedy })),
);
const lines = remedies.flatMap(({ id, remedy }) => remedy.lines.map((line) => ({ id, line })));

const offenders = (pattern: RegExp) => [
  ...new Set(lines.filter(({ line }) => pattern.test(line)).map(({ id, line }) => `${id}: ${line}`)),
];

describe('every remedy of every rule, in every kind of container,', () => {
  it('is there as data', () => {
    for (const { id, rule } of RULES) {
      if (rule.remedies === undefined) continue;
      for (const here of PLATFORMS)
        expect(remediesOf(rule, rule.example, here), `${id} on ${here.label}`).not.toEqual([]);
    }
  });

  it('opens, gives away and deletes nothing that is somebody’s own, or everybody’s', () => {
    const offences = lines.flatMap(({ id, line }) => offencesOf(line).map((offence) => `${id}: ${offence}`));
    expect([...new Set(offences)]).toEqual([]);
  });

  it('is joined to the others by their text, not by its own', () => {
    const joined = remedies.filter(({ remedy }) => /^or\b/i.test(remedy.why));
    expect([...new Set(joined.map(({ id, remedy }) => `${id}: ${remedy.why}`))]).toEqual([]);
    const texts = RULES.flatMap(({ rule }) =>
      PLATFORMS.map((here) => remediesText(remediesOf(rule, rule.example, here))),
    );
    expect(texts.filter((text) => /\bor (?:or|and|then)\b/.test(text))).toEqual([]);
  });

  it('has no placeholder and no prose in its lines', () => {
    expect(
      offenders(
        /Area\/City|\bVALUE\b|\bSOURCE\b|\bCERTIFICATE\.crt|\bRENEWED|your\.host|go1\.N|…|\.\.\. |<[a-z]+>/,
      ),
    ).toEqual([]);
    expect(offenders(/\s{2,}\([a-z]/)).toEqual([]);
    expect(offenders(/^(?:in the|or |and )/)).toEqual([]);
  });

  it('parses where it is to be pasted', () => {
    for (const { id, remedy } of remedies) {
      const { syntax, lines: all } = remedy;
      if (syntax === 'yaml') expect(() => parse(all.join('\n')), id).not.toThrow();
      if (syntax === 'dockerfile') for (const line of all) parseInstruction(line, { PATH: '/bin' });
      if (syntax === 'options') for (const line of all) expect(line, id).toMatch(/^--[a-z]/);
    }
    const typed = remedies.flatMap(({ remedy: { syntax, lines: all } }) =>
      syntax === 'shell' ? all : all.filter((line) => line.startsWith('RUN ')).map((line) => line.slice(4)),
    );
    execFileSync('/bin/sh', ['-n'], { input: [...new Set(typed)].join('\n') });
  });
});
