import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { builtFile } from '../support/runs/built-file.ts';
import { cleanEnv } from '../support/system/real-tools.ts';

function explained(input: string) {
  const [program, ...args] = builtFile();
  return spawnSync(program, [...args, 'explain', '-'], { input, encoding: 'utf8', env: cleanEnv() });
}

it('explains the end of a log on stdin, however long it is', () => {
  const log = `${'2026-01-01 all is well\n'.repeat(50_000)}exec /app/server: exec format error\n`;
  const { status, stdout } = explained(log);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^app\/wrong-architecture /);
});

it.each([
  ['app/cache\n', 'no rule explains'],
  ['y\n', 'no rule explains'],
  ['Terminated\n', ''],
  ['line 3:    12 Aborted                 (core dumped) /app/server\nAborted (core dumped)\n', ''],
])('takes one word on stdin for a message: %j', (log, refusal) => {
  const { status, stderr } = explained(log);
  expect([status, stderr]).toEqual(refusal === '' ? [0, ''] : [64, expect.stringContaining(refusal)]);
});

it('takes the name of a rule on stdin for that', () => {
  expect(explained('timezone/tz-unknown\n').stdout).toMatch(/^timezone\/tz-unknown /);
});

it('ends although what comes in on stdin has no end, and says so', () => {
  const [program, ...args] = builtFile();
  const command = `yes | ${[program, ...args].map((word) => `'${word}'`).join(' ')} explain -`;
  const { status, stderr } = spawnSync('sh', ['-c', command], {
    encoding: 'utf8',
    env: cleanEnv(),
    timeout: 60_000,
  });
  expect(status).toBe(64);
  expect(stderr).toContain('came on stdin');
});

it.each(['', ' \n', 'all is well\n'.repeat(9999)])('says so where nothing of it is known', (log) => {
  const { status, stdout, stderr } = explained(log);
  expect(status).toBe(64);
  expect(stdout).toBe('');
  expect(stderr.length).toBeLessThan(1000);
});
