import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE } from '../support/built-file.ts';
import { cleanEnv } from '../support/real-tools.ts';

const ROOT = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'probe-env-package-'));
const installed = join(home, 'node_modules/probe-env');
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Packs what the build has made; a build of its own would pull the files from under the other tests. */
beforeAll(() => {
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'build/tsconfig.types.json'], { cwd: ROOT });
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', home];
  const archive = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(home, archive), '-C', installed, '--strip-components=1']);
}, 120_000);

const CONSUMER = `
import { readPolicy, rules, runProbes, schemas, PolicyError, VERSION } from 'probe-env';
import type { CatalogueEntry, Finding, PolicyFile, Report, Severity } from 'probe-env';

const policy: PolicyFile = await readPolicy('only: [umask]\\nprofile: runtime\\n');
const report: Report = await runProbes(policy);
const findings: readonly Finding[] = report.probes.flatMap((probe) => probe.findings);
const severities: readonly Severity[] = findings.map((finding) => finding.severity);
const all: readonly CatalogueEntry[] = await rules();
const refused = await runProbes({ only: ['nobody'] }).catch((error: unknown) => error instanceof PolicyError);
// @ts-expect-error a field that no policy has
const wrong: PolicyFile = { onli: [] };
console.log(JSON.stringify({
  verdict: report.verdict, probes: report.probes.map((probe) => probe.name), severities, refused, wrong,
  rules: all.length > 100, schemas: Object.keys(await schemas()), version: VERSION,
}));
`;

describe('the package', () => {
  it('has a library that can be read, and so stack traces that name its functions', () => {
    expect(readFileSync(join(installed, 'dist/index.mjs'), 'utf8')).toMatch(/^function runProbes\(/m);
  });

  it.each(['nodenext', 'bundler'])('is typed for a consumer with moduleResolution %s', (moduleResolution) => {
    writeFileSync(join(home, 'package.json'), '{"type": "module"}');
    writeFileSync(join(home, 'consumer.mts'), CONSUMER);
    writeFileSync(join(home, 'globals.d.ts'), 'declare const console: { log(text: string): void };');
    const options = {
      moduleResolution,
      module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
      target: 'es2022',
      lib: ['es2023'],
      strict: true,
      types: [],
      noEmit: true,
    };
    const files = ['consumer.mts', 'globals.d.ts'];
    writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', home], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  it('gives the library', () => {
    writeFileSync(join(home, 'consumer.mjs'), stripTypes(CONSUMER));
    const output = execFileSync(process.execPath, ['consumer.mjs'], {
      cwd: home,
      encoding: 'utf8',
      env: cleanEnv(),
    });
    expect(JSON.parse(output)).toMatchObject({
      verdict: 'ready',
      probes: ['umask'],
      refused: true,
      rules: true,
      schemas: expect.arrayContaining(['policy', 'report']),
    });
  });

  it('gives the command, and the schemas as files', () => {
    const { bin, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const command = join(installed, bin['probe-env']);
    expect(statSync(command).mode & 0o111).toBe(0o111);
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toMatch(/^probe-env \d/);
    for (const target of Object.values<string | Record<string, string>>(exports)) {
      for (const path of typeof target === 'string' ? [target] : Object.values(target)) {
        expect(statSync(join(installed, path)).isFile()).toBe(true);
      }
    }
    for (const path of ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/THIRD-PARTY-NOTICES.txt']) {
      expect(statSync(join(installed, path)).size).toBeGreaterThan(0);
    }
  });
});

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

/** What the consumer is at run time: its only types stand in these forms. */
function stripTypes(source: string): string {
  return source
    .replace(/^import type .*$/gm, '')
    .replace(/const (\w+): [^=]+=/g, 'const $1 =')
    .replace('error: unknown', 'error');
}
