import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTAINER_PROBES } from '../support/probes/container-probes.ts';
import { cleanEnv } from '../support/system/real-tools.ts';
import { CONSUMERS } from './consumers.ts';

const ROOT = join(import.meta.dirname, '../..');
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

const home = mkdtempSync(join(tmpdir(), 'probe-env-package-'));
const installed = join(home, 'node_modules/probe-env');
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;

function npm(...args: readonly string[]): string {
  const env = { ...process.env, npm_config_update_notifier: 'false' };
  return execFileSync('npm', args, { cwd: args[0] === 'pack' ? ROOT : home, encoding: 'utf8', env });
}

/** Packs what the build has made; a build of its own would pull the files from under the other tests. */
beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'build/types.ts'], { cwd: ROOT });
  [packed] = JSON.parse(npm('pack', '--ignore-scripts', '--json', '--pack-destination', home));
  writeFileSync(join(home, 'package.json'), '{"private": true}');
  // Nobody is asked: the package needs no other.
  npm('install', '--offline', '--no-audit', '--no-fund', join(home, packed.filename));
}, 300_000);

describe('the package', () => {
  it('holds what its users need, and nothing else', () => {
    expect(packed.files.map(({ path }) => path).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/index.cjs',
      'dist/index.d.cts',
      'dist/index.d.mts',
      'dist/index.mjs',
      'dist/probe-env.cjs',
      'dist/schema/policy.schema.json',
      'dist/schema/report.schema.json',
      'dist/schema/route.schema.json',
      'dist/schema/target.schema.json',
      'package.json',
    ]);
  });

  it('has nothing that publint would change', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('has types that are right for each kind of module (attw)', () => {
    const args = ['--profile', 'node16', '--format', 'ascii', '--no-color', join(home, packed.filename)];
    const { status, stdout } = spawnSync(bin('attw'), args, {
      encoding: 'utf8',
      env: cleanEnv({ HOME: home }),
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining('node16 (from CJS)')]);
  });

  it('gives the command', () => {
    const answer = execFileSync('npx', ['--offline', 'probe-env', '--version'], {
      cwd: home,
      encoding: 'utf8',
    });
    expect(answer).toMatch(/^probe-env \d/);
  });

  it('gives every file that it says it exports, to be read', () => {
    const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    for (const path of filesIn(exports)) expect(statSync(join(installed, path)).isFile()).toBe(true);
    expect(readFileSync(join(installed, 'dist/index.cjs'), 'utf8')).toMatch(
      /^function runProbes\(|^async function runProbes\(/m,
    );
  });
});

describe.each(CONSUMERS)('the library for $name', ({ file, source, compilerOptions }) => {
  const folder = join(home, file.replace('.', '-'));

  it('is typed', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), source);
    writeFileSync(join(folder, 'globals.d.ts'), 'declare const console: { log(text: string): void };');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2022',
          lib: ['es2023'],
          strict: true,
          types: [],
          outDir: 'out',
          ...compilerOptions,
        },
        files: [file, 'globals.d.ts'],
      }),
    );
    const { stdout } = spawnSync(bin('tsc'), ['-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it.skipIf(file === 'bundled.ts')('works', () => {
    const compiled = join(folder, 'out', file.replace(/ts$/, 'js'));
    const output = execFileSync(process.execPath, [compiled], {
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
});

describe('the library', () => {
  it('answers in a process that is older than a deadline', () => {
    const program = `
      const { runProbes } = require('probe-env');
      const later = async () => console.log(JSON.stringify(await runProbes({ profile: 'runtime' })));
      setTimeout(later, 2000);
    `;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
      cwd: home,
      encoding: 'utf8',
      env: cleanEnv(),
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).probes).toHaveLength(CONTAINER_PROBES.length);
  });
});

/** The paths at the ends of nested conditions. */
function filesIn(target: unknown): readonly string[] {
  return typeof target === 'string' ? [target] : Object.values(target as object).flatMap(filesIn);
}
