import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { lookHere } from './look-here.ts';

it('looks anew where the first process has become another program, under another environment', async () => {
  const script = 'echo ready; read x; TZ=No/Where; export TZ; exec /bin/sh -c "echo again; read x"';
  const env = { PATH: '/usr/bin:/bin', TZ: 'UTC' };
  const child = spawn('/bin/sh', ['-c', script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const again = lookHere(Number(child.pid), 'timezone', { PATH: env.PATH });
  const look = async () => (await again()).seen.rules.map(({ rule }) => rule);
  await once(child.stdout, 'data');
  expect([await look(), await look(), await look()]).toEqual([[], [], []]);
  child.stdin.write('\n');
  await once(child.stdout, 'data');
  expect([await look(), await look()]).toEqual([['timezone/tz-unknown'], ['timezone/tz-unknown']]);
  child.kill();
});
