import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUNDLE } from '../support/runs/built-file.ts';
import { reportIn } from '../support/runs/report-schema.ts';

const support = (name: string) => new URL(`../support/runs/${name}`, import.meta.url).pathname;
const BUSY = support('busy.cjs');
const FILE = '/etc/ssl/certs/ca-certificates.crt';

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
}

/** The bundle, whose ca-certs probe never ends; `whenBusy` is called when it has begun. */
function check(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  whenBusy: (pid: number) => void = () => {},
): Promise<Ended> {
  const all = ['-r', BUSY, BUNDLE, '--profile', 'runtime', ...args];
  const child = spawn(process.execPath, all, { env: { PATH: '/usr/bin:/bin', BUSY: FILE, ...env } });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.once('data', () => whenBusy(child.pid ?? 0));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout }));
  });
}

describe.skipIf(!existsSync(FILE) || !existsSync('/sys/fs/cgroup'))('a probe that is busy for ever', () => {
  it.each(['loop', 'regexp'])('in a %s is broken off, and the report is whole', async (where) => {
    const { code, stdout } = await check(['--timeout', '1000', '-f', 'json'], { BUSY_IN: where });
    const report = reportIn(stdout);
    expect({ code, verdict: report.verdict }).toEqual({ code: 1, verdict: 'not-ready' });
    const busy = report.probes.find(({ reason }) => reason?.includes('was broken off'));
    expect(busy).toMatchObject({ name: 'ca-certs', status: 'inconclusive', findings: [] });
  });

  it.each([
    ['text', 1, /^NOT READY .*ca-certs/],
    ['nagios', 3, /^PROBE-ENV UNKNOWN/],
    ['tap', 1, /^TAP version 14/],
  ])('has its answer in the format that was asked for: %s', async (format, expected, start) => {
    const { code, stdout } = await check(['--timeout', '1000', '-f', format]);
    expect(code).toBe(expected);
    expect(stdout).toMatch(start);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'is ended by %s long before the deadline',
    async (signal) => {
      const ended = await check(['--timeout', '600000'], {}, (pid) => process.kill(pid, signal));
      expect(ended).toEqual({ code: null, signal, stdout: '' });
    },
  );
});

describe.skipIf(!existsSync('/sys/fs/cgroup'))('an answer', () => {
  const preload = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, ['-r', support(name), BUNDLE, ...args], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', ...env },
    });

  it('that is written long behind the deadline is written whole', () => {
    const args = ['--only', 'umask', '--timeout', '1000', '-f', 'json'];
    const { status, stdout } = preload('slow-writing.cjs', args, { SLOW_MS: '3000' });
    expect(status).toBe(reportIn(stdout).exitCode);
  });

  it.each([
    ['check', 70, ['--only', 'umask']],
    ['run', 125, ['run', '--only', 'umask', '--', 'true']],
  ])('that never came is not code 0: %s', (_, expected, args) => {
    const { status, stdout, stderr } = preload('unanswered.cjs', args);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(stderr).toContain('without an answer');
  });
});
