import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import type { AnyRule } from '../../../src/core/rule.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { parseInstruction } from '../../remedies/apply/dockerfile.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { asUser, moved, PATHS, SOME_PATHS, variants, WORDS } from './adversary.ts';
import { RULES, WIDE } from './catalogue.ts';
import { offencesOf } from './offences.ts';

/** What is offered for it; nothing where it is no evidence of this rule (a word in place of a kind). */
function offered(rule: AnyRule, evidence: JsonObject): readonly Remedy[] {
  try {
    return WIDE.flatMap((here) => remediesOf(rule, evidence, here));
  } catch {
    return [];
  }
}

/** Remedies whose lines differ. */
function offeredFor(rule: AnyRule, all: readonly JsonObject[]): readonly Remedy[] {
  const distinct = new Map<string, Remedy>();
  for (const remedy of all.flatMap((evidence) => offered(rule, evidence)))
    distinct.set(`${remedy.syntax} ${remedy.lines.join('\n')}`, remedy);
  return [...distinct.values()];
}

describe('for what is somebody’s own, or everybody’s, a remedy', () => {
  it.each(RULES)('of $id opens, gives away and deletes nothing', ({ rule }) => {
    const evidence = [0, 12345].flatMap((uid) => {
      const example = asUser(rule.example, uid);
      return [...variants(example, SOME_PATHS), ...PATHS.map((path) => moved(example, path))];
    });
    const lines = offeredFor(rule, evidence).flatMap((remedy) => remedy.lines);
    expect([...new Set(lines)].flatMap(offencesOf)).toEqual([]);
  });
});

/** What a shell would look into: the line without what is quoted so that it does not. */
const unquoted = (line: string) => line.replace(/'[^']*'|\\./g, '');

describe('whatever stands in the evidence, a remedy', () => {
  /** Some of the lines of each rule, for a real shell. */
  const sample: string[] = [];

  it.each(RULES)('of $id runs nothing of it, and can be pasted', ({ rule }) => {
    const remedies = offeredFor(rule, variants(rule.example, WORDS));
    const typed = remedies.flatMap(({ syntax, lines }) =>
      syntax === 'shell'
        ? lines
        : lines.filter((line) => line.startsWith('RUN ')).map((line) => line.slice(4)),
    );
    const hostile = [...new Set(typed)].filter((line) => line.includes('canary'));
    expect(hostile.filter((line) => unquoted(line).includes('canary'))).toEqual([]);
    sample.push(...hostile.filter((_, index) => index % 16 === 0));
    for (const { syntax, lines } of remedies) {
      if (syntax === 'yaml') expect(() => parse(lines.join('\n')), lines.join('\n')).not.toThrow();
      if (syntax === 'dockerfile') for (const line of lines) parseInstruction(line, { PATH: '/bin' });
    }
  });

  describeReal('typed into a real shell,', { tools: ['bash'] }, () => {
    it('runs nothing either', () => {
      const folder = mkdtempSync(join(tmpdir(), 'probe-env-canary-'));
      const ran = join(folder, 'ran');
      writeFileSync(join(folder, 'canary'), `#!/bin/sh\n: >${ran}\n`, { mode: 0o755 });
      // Restricted, and without any other program: it writes to no file and starts nothing by a path, but expands
      // every word.
      const runs = (lines: readonly string[]) => {
        const script = lines.map((line) => `( ${line}\n)`).join('\n');
        const options = ['--norc', '--noprofile', '-r', '-c', script];
        spawnSync('/bin/bash', options, { env: { PATH: folder }, cwd: folder, stdio: 'ignore' });
        return existsSync(ran);
      };
      expect(sample.length).toBeGreaterThan(20);
      expect(runs(sample)).toBe(false);
      expect(runs(['echo "$(canary)"'])).toBe(true);
      rmSync(folder, { recursive: true });
    });
  });
});
