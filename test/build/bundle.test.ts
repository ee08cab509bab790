import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLE } from '../support/runs/built-file.ts';

const ROOT = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'probe-env-bundle-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the bundle', () => {
  const text = readFileSync(BUNDLE, 'utf8');

  it('starts as a program and needs nothing but Node', () => {
    expect(text.startsWith('#!/usr/bin/env node\n')).toBe(true);
    const alone = join(home, 'alone.cjs');
    writeFileSync(alone, text);
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [alone, ...args], { cwd: '/', env: {}, encoding: 'utf8' });
    expect(run('--help')).toContain('Usage');
    expect(run('explain', 'umask/too-open')).toContain('umask/too-open');
    expect(run('--only', 'umask', '-f', 'json')).toContain('"schemaVersion": 1');
  });

  it('carries the licence of every package that is in it', () => {
    for (const name of ['yaml', 'valibot', 'semver', 'fastest-levenshtein']) {
      expect(text).toMatch(new RegExp(`---- ${name} \\d+\\.\\d+\\.\\d+ \\((?:MIT|ISC)\\) ----`));
    }
    expect(text).toContain('permission notice');
  });

  it('says nothing of the machine that built it', () => {
    expect(text).not.toContain(ROOT);
  });
});
