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

it.each(['', ' \n', 'all is well\n'.repeat(9999)])('says so where nothing of it is known', (log) => {
  const { status, stdout, stderr } = explained(log);
  expect(status).toBe(64);
  expect(stdout).toBe('');
  expect(stderr.length).toBeLessThan(1000);
});
