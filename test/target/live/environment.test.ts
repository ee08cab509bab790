import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';

/** A variable for each of so many services, as the kubelet sets them. */
function check(count: number) {
  const services = Array.from({ length: count }, (_, i) => [`SVC_${i}_PORT`, `tcp://10.0.0.1:${i}`]);
  const env = { PATH: '/usr/bin:/bin', TZ: 'Asia/Tokyo', LAST: 'é=1', ...Object.fromEntries(services) };
  const words = ['run', '--warn-only', '-q', '--only', 'umask', '--', '/usr/bin/env'];
  const { stdout, status } = spawnSync(process.execPath, [BUNDLE, ...words], { env, encoding: 'utf8' });
  return { status, lines: stdout.split('\n'), env };
}

describe('the environment that this process was started with', () => {
  it.each([10, 3000])('is handed on whole: %d variables', (count) => {
    const { status, lines, env } = check(count);
    expect(status).toBe(0);
    expect(lines.filter((line) => line !== '').toSorted()).toEqual(
      Object.entries(env)
        .map(([name, value]) => `${name}=${value}`)
        .toSorted(),
    );
  });
});
