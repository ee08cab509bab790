import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnv, TOOLS } from '../support/system/real-tools.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * The suites that a new probe or rule could break: what counts probes and rules, what looks at a healthy
 * machine, what compares whole reports. The others know nothing of the registry.
 */
const SUITES = [
  ...['test/probes/catalogue.test.ts', 'test/probes/open-ports', 'test/probes/umask', 'test/config'],
  ...['test/build', 'test/e2e/golden.test.ts', 'test/faults/injected.test.ts'],
];

const home = mkdtempSync(join(tmpdir(), 'probe-env-scaffold-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A script of package.json in the copy, with the tools of this repository. */
function npm(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const env = cleanEnv({ PROBE_ENV_TOOLS: TOOLS, HOME: home, PATH: process.env.PATH ?? '' });
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', ...args], {
    cwd: home,
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 26,
  });
  return { status, output: stdout + stderr };
}

/** The repository as it stands, changes included, with its packages. */
beforeAll(() => {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const path of listed
    .trim()
    .split('\n')
    .filter((file) => existsSync(join(ROOT, file)))) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    cpSync(join(ROOT, path), join(home, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  execFileSync('git', ['init', '-q'], { cwd: home });
});

describe('scaffolds', () => {
  it('refuse what is no name, and what is there already', { timeout: 300_000 }, () => {
    expect(npm('new-probe', 'Open_Ports').status).toBe(64);
    expect(npm('new-probe', 'umask').output).toContain('there is a probe umask already');
    expect(npm('new-rule', 'nothing/new').output).toContain('there is no probe nothing');
    expect(npm('new-rule', 'umask/too-open').output).toContain('there is a rule umask/too-open already');
  });

  it('make a probe and rules that pass the suites as they are', { timeout: 1_200_000 }, () => {
    const made = npm('new-probe', 'open-ports');
    expect(made).toMatchObject({ status: 0, output: expect.stringContaining('probes/index.ts') });
    for (const rule of ['open-ports/too-many', 'umask/too-tight', 'umask/too-odd']) {
      expect(npm('new-rule', rule)).toMatchObject({
        status: 0,
        output: expect.stringContaining('its fixture'),
      });
    }
    // No golden file has changed: the check below would say that README does not show it.
    const check = npm('check');
    expect(check).toMatchObject({ status: 0, output: expect.stringMatching(/^types +ok/m) });
    expect(npm('build')).toEqual({ status: 0, output: '' });
    const run = spawnSync(
      process.execPath,
      [join(home, 'dist/probe-env.cjs'), '--only', 'open-ports', '-q'],
      {
        encoding: 'utf8',
        env: cleanEnv(),
      },
    );
    expect(run).toMatchObject({ status: 0, stdout: expect.stringMatching(/^READY 1 probe/) });
    const policy = spawnSync(process.execPath, [join(home, 'dist/probe-env.cjs'), 'policy'], {
      encoding: 'utf8',
      env: cleanEnv(),
    });
    expect(policy.stdout).toMatch(/^openPorts:\n {2}tolerated: false {2,}# default$/m);

    const vitest = ['exec', '--', 'vitest', 'run', '--project', 'all', ...SUITES];
    const { status, stdout, stderr } = spawnSync('npm', vitest, {
      cwd: home,
      encoding: 'utf8',
      env: { ...process.env, PROBE_ENV_TOOLS: TOOLS },
      maxBuffer: 1 << 26,
    });
    expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/\d{3,} passed, 0 failed/);
  });

  it('say, when the rule is found on the rehearsal machine, which one and where to mend it', () => {
    const judge = join(home, 'probes/open-ports/judge.ts');
    writeFileSync(judge, readFileSync(judge, 'utf8').replace('if (!broken ||', 'if (broken ||'));
    const { status, output } = npm('build');
    expect(status).toBe(1);
    expect(output).toContain('probe open-ports reported open-ports/example on the rehearsal machine');
    expect(output).toContain('build/rehearsal/stage.ts');
    expect(output).not.toMatch(/^\s+at /m);
  });
});
