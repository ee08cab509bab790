import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BUNDLE } from '../support/runs/built-file.ts';
import { reportIn } from '../support/runs/report-schema.ts';

const PRELOAD = new URL('../support/runs/crash.cjs', import.meta.url).pathname;
const LINE = 'probe-env: internal error: injected\n';

/** Opened before anything else, and in the middle of the ca-certs probe. */
const PLACES = ['/proc/self/mountinfo', '/etc/ssl/certs/ca-certificates.crt'] as const;

interface Crash {
  readonly way?: string;
  readonly at?: string;
}

/** The bundle, in which something is thrown that nobody catches. */
function crash(args: readonly string[], { way = 'tick', at = PLACES[1] }: Crash = {}) {
  const options = ['--profile', 'runtime', '--timeout', '60s'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', PRELOAD, BUNDLE, ...options, ...args],
    {
      env: { PATH: '/usr/bin:/bin', CRASH_AT: at, CRASH: way },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

it.each([
  ['rejection', LINE],
  ['text', /^probe-env: internal error: .* rejected with the reason "injected"\.\n$/],
])('a rejection that nobody waits for ends a check with 70 and one line: %s', (way, line) => {
  // Node tells of one as soon as nothing else is to be done: in the last of the probes the answer was there before.
  const ended = crash([], { way, at: PLACES[0] });
  expect(ended).toMatchObject({ status: 70, stdout: '' });
  expect(ended.stderr).toMatch(line);
});

describe.each(PLACES)('what nobody caught (when %s is opened)', (at) => {
  it.each(['microtask', 'tick'])('ends a check with 70 and one line: %s', (way) => {
    expect(crash([], { way, at })).toEqual({ status: 70, stdout: '', stderr: LINE });
  });

  it('ends run with 125, and its command is not started', () => {
    expect(crash(['run', '--', 'echo', 'started'], { at })).toEqual({
      status: 125,
      stdout: '',
      stderr: LINE,
    });
  });

  it('does not keep run --warn-only from its command', () => {
    const ended = crash(['run', '--warn-only', '--', 'sh', '-c', 'echo started; exit 7'], { at });
    expect(ended).toMatchObject({ status: 7, stdout: 'started\n' });
    // Who opens the file again in the background is told of beside the command.
    expect(ended.stderr).toMatch(
      /^probe-env: internal error: injected\nprobe-env: NOTHING WAS CHECKED.*\n(?:probe-env: internal error beside the command, which goes on: injected\n)*$/,
    );
  });

  it('is no failure for liveness, unless strict', () => {
    const ended = crash(['--for', 'liveness'], { at });
    expect(ended).toMatchObject({ status: 0, stdout: '' });
    expect(ended.stderr).toMatch(/^probe-env: NOTHING WAS CHECKED.*\nprobe-env: internal error: injected\n$/);
    expect(crash(['--for', 'liveness', '--strict'], { at }).status).toBe(70);
  });

  it('is one document for those who read no stderr', () => {
    const { status, stdout } = crash(['-f', 'json'], { at });
    expect({ status, error: reportIn(stdout).error }).toEqual({
      status: 70,
      error: { kind: 'internal', messages: ['internal error: injected'] },
    });
    expect(crash(['-f', 'nagios'], { at }).status).toBe(3);
  });
});
