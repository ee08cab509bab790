import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtFile } from '../../support/runs/built-file.ts';
import { reportIn } from '../../support/runs/report-schema.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

const home = mkdtempSync(join(tmpdir(), 'probe-env-e2e-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const [PROGRAM, ...BEFORE] = builtFile();
const UMASK = ['--only', 'umask', '-p', 'runtime'];

function run(args: readonly string[], env: Record<string, string> = cleanEnv(), cwd = '/') {
  return spawnSync(PROGRAM, [...BEFORE, ...args], { env, cwd, encoding: 'utf8', timeout: 30_000 });
}

/** A line of shell in which "$@" is the built file. */
function shell(line: string, env: Record<string, string> = cleanEnv()) {
  return spawnSync('/bin/sh', ['-c', line, 'sh', PROGRAM, ...BEFORE], {
    env,
    cwd: '/',
    encoding: 'utf8',
    timeout: 30_000,
  });
}

function temporary(name: string, content: string, mode = 0o644): string {
  const path = join(home, name);
  writeFileSync(path, content, { mode });
  return path;
}

describe('exit codes', () => {
  it('0 when ready, with one document on stdout and nothing on stderr', () => {
    const { status, stdout, stderr } = run([...UMASK, '-f', 'json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(reportIn(stdout)).toMatchObject({ verdict: 'ready', exitCode: 0 });
  });

  it('1 when not ready', () => {
    const { status, stdout } = run([...UMASK, '--umask', '0777', '-f', 'json']);
    expect(status).toBe(1);
    expect(reportIn(stdout)).toMatchObject({ verdict: 'not-ready', exitCode: 1 });
  });

  it('64 for wrong usage, with nothing on stdout', () => {
    expect(run(['--only', 'umsk'])).toMatchObject({ status: 64, stdout: '' });
  });

  it('78 for a policy that is wrong, with nothing on stdout', () => {
    const path = temporary('policy.yaml', 'umsk: {}\n');
    const { status, stdout, stderr } = run(['-c', path]);
    expect({ status, stdout }).toEqual({ status: 78, stdout: '' });
    expect(stderr).toBe(`probe-env: ${path}:1: umsk: unknown key; did you mean umask?\n`);
  });

  it('70 with one line, and no stack trace, when probe-env itself is broken', () => {
    const broken = "Date.now = () => { throw new Error('a bug'); };";
    const preload = temporary('broken.cjs', broken);
    const { status, stdout, stderr } = run(UMASK, cleanEnv({ NODE_OPTIONS: `--require=${preload}` }));
    // The executable takes no NODE_OPTIONS: there the bug does not happen.
    if (BEFORE.length === 0) return expect(status).toBe(0);
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
    expect(stderr).toBe('probe-env: internal error: a bug\n');
  });
});

describe('streams', () => {
  it('keep the verdict when nobody reads', () => {
    const { stdout } = shell(`{ { "$@" ${UMASK.join(' ')} --umask 0777; echo $? >&3; } | head -c0; } 3>&1`);
    expect(stdout).toBe('1\n');
  });

  it.each(['<&-', '>&-', '2>&-', '<&- >&- 2>&-', '> /dev/full'])(
    'keep the verdict with %s',
    (redirection) => {
      expect(shell(`"$@" ${UMASK.join(' ')} ${redirection}`)).toMatchObject({ status: 0, stderr: '' });
      expect(shell(`"$@" ${UMASK.join(' ')} --umask 0777 ${redirection}`)).toMatchObject({
        status: 1,
        stderr: '',
      });
    },
  );

  it('get the whole document through a slow reader', () => {
    const { stdout } = shell(`"$@" ${UMASK.join(' ')} -f json | { sleep 0.1; cat; }`);
    expect(reportIn(stdout).verdict).toBe('ready');
  });
});

describe('--output', () => {
  it('replaces a file in one step, and follows a link', () => {
    const target = temporary('report.txt', 'old');
    const path = join(home, 'link');
    symlinkSync(target, path);
    expect(run([...UMASK, '-q', '-o', path])).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(target, 'utf8')).toMatch(/^READY 1 probe \(\d+ ms\)\n$/);
    expect(execFileSync('ls', ['-A', home], { encoding: 'utf8' })).not.toContain('.tmp');
  });

  it('does not wait for the reader of a FIFO', () => {
    const path = join(home, 'fifo');
    execFileSync('mkfifo', [path]);
    expect(run([...UMASK, '-o', path])).toMatchObject({ status: 64, stdout: '' });
  });
});

describe('a poor environment', () => {
  it('may be empty', () => {
    expect(run([...UMASK, '-q'], {})).toMatchObject({ status: 0, stderr: '' });
  });

  it('may have a working directory that is deleted', () => {
    const line = `mkdir ${home}/gone && cd ${home}/gone && rmdir ${home}/gone && "$@" ${UMASK.join(' ')} -f json`;
    const { status, stdout, stderr } = shell(line);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(reportIn(stdout).verdict).toBe('ready');
  });
});

describeReal('other users', { tools: ['setpriv'], root: true }, () => {
  it('may be anybody, without a line in /etc/passwd', () => {
    const { status, stdout, stderr } = spawnSync(
      'setpriv',
      [
        '--reuid=4242424',
        '--regid=0',
        '--clear-groups',
        '--',
        'sh',
        '-c',
        'exec "$@"',
        'sh',
        ...reachable(),
        ...UMASK,
        '-f',
        'json',
      ],
      { env: cleanEnv(), cwd: '/', encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(reportIn(stdout).host).toMatchObject({ uid: 4242424, gid: 0 });
  });

  /** The built file where everybody may read it, and a Node likewise. */
  function reachable(): readonly string[] {
    execFileSync('chmod', ['755', home]);
    return [PROGRAM, ...BEFORE].map((path, i) => {
      const copy = join(home, `reachable-${i}`);
      execFileSync('install', ['-m', '755', path, copy]);
      return copy;
    });
  }
});
