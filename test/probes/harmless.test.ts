import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { probes } from '../../probes/index.ts';
import { FAMILIES, type Family, type Platform } from '../../src/core/platform.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { looksSecret } from '../../src/core/remedy/secret.ts';
import { remediesText } from '../../src/core/remedy/text.ts';
import { remediesOf } from '../../src/verdict/render.ts';
import { parseInstruction } from '../remedies/dockerfile.ts';

/** Containers that differ in what can be done in them. */
const platforms: readonly Platform[] = FAMILIES.flatMap((family) =>
  [true, false].flatMap((root) =>
    [() => true, (name: string) => name === 'sh', () => false].map((has) => platform(family, root, has)),
  ),
);

function platform(family: Family, root: boolean, has: (name: string) => boolean): Platform {
  return { family, os: family, osVersion: '12', label: family, libc: 'glibc', root, has, writes: () => root };
}

const rules = (
  await Promise.all(
    probes.map(async (probe) =>
      Object.entries(await probe.rules()).map(([name, rule]) => ({ id: `${probe.name}/${name}`, rule })),
    ),
  )
).flat();

const remedies: readonly { id: string; remedy: Remedy }[] = rules.flatMap(({ id, rule }) =>
  platforms.flatMap((here) => remediesOf(rule, rule.example, here)).map((remedy) => ({ id, remedy })),
);
const lines = remedies.flatMap(({ id, remedy }) => remedy.lines.map((line) => ({ id, line })));

const offenders = (pattern: RegExp) => [
  ...new Set(lines.filter(({ line }) => pattern.test(line)).map(({ id, line }) => `${id}: ${line}`)),
];

describe('every remedy of every rule, in every kind of container,', () => {
  it('is there as data', () => {
    for (const { id, rule } of rules) {
      if (rule.remedies === undefined) continue;
      for (const here of platforms)
        expect(remediesOf(rule, rule.example, here), `${id} on ${here.label}`).not.toEqual([]);
    }
  });

  it('is joined to the others by their text, not by its own', () => {
    const joined = remedies.filter(({ remedy }) => /^or\b/i.test(remedy.why));
    expect([...new Set(joined.map(({ id, remedy }) => `${id}: ${remedy.why}`))]).toEqual([]);
    const texts = rules.flatMap(({ rule }) =>
      platforms.map((here) => remediesText(remediesOf(rule, rule.example, here))),
    );
    expect(texts.filter((text) => /\bor (?:or|and|then)\b/.test(text))).toEqual([]);
  });

  it('opens nothing to everybody', () => {
    expect(offenders(/chmod(?:=|\s+(?:-R\s+)?)(?!1777\b)[0-7]?[0-7][0-7][2367]\b/)).toEqual([]);
    expect(offenders(/chmod[^;&|]*\b[ugoa]*[oa][ugoa]*[+=][rwxXst]*w/)).toEqual([]);
    expect(offenders(/(?<!1)777/)).toEqual([]);
  });

  it('opens no key, token or home to others', () => {
    const words = lines.filter(
      ({ line }) =>
        /chmod[^;&|]*(?:[oa]\+|0?[0-7][0-7][4567]\b)/.test(line) && line.split(/\s+/).some(looksSecret),
    );
    expect(words).toEqual([]);
    expect(offenders(/chmod[^;&|]*[oa]\+\S*\s+(?:-\S+\s+)*\/(?:root|home)/)).toEqual([]);
  });

  it('gives no directory of the system away', () => {
    expect(
      offenders(
        /(?:chown|chgrp)\s+(?:-\S+\s+)*[\w:]+\s+\/(?:bin|etc|lib|opt|root|sbin|srv|usr|usr\/\w+|var|var\/\w+)?(?:\s|$)/,
      ),
    ).toEqual([]);
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
