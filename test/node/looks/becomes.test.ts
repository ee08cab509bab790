import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { probes } from '../../../probes/index.ts';
import { link } from '../../../probes/links.ts';
import { lookAt } from '../../../src/cli/serve/node/look-at.ts';
import type { LookedAt } from '../../../src/cli/serve/node/looked-at.ts';
import { DEFAULTS, defaultPolicy } from '../../../src/config/defaults.ts';
import { parseStat } from '../../../src/target/process/proc/stat.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { liveHost } from '../../support/system/live-host.ts';

it('looks anew where the first process has become another program, under another environment', async () => {
  const script = 'echo ready; read x; TZ=No/Where; export TZ; exec /bin/sh -c "echo again; read x"';
  const env = { PATH: '/usr/bin:/bin', TZ: 'UTC' };
  const child = spawn('/bin/sh', ['-c', script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const config = {
    ...DEFAULTS,
    ...{ timeoutMs: 60_000, policy: defaultPolicy(probes), demands: [], only: ['timezone'] },
  };
  const context = { host: liveHost({ PATH: env.PATH }), io: memoryIo(false), probes, link };
  const pid = Number(child.pid);
  let before: LookedAt | null = null;
  const look = async () => {
    const startTime = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.startTime ?? '';
    const request = {
      kind: 'look',
      id: 'one',
      pid,
      startTime,
      config: '',
      silent: [],
      whole: false,
    } as const;
    before = await lookAt(request, '/proc', config, { before, others: () => [] }, context as never);
    return before.seen.rules.map(({ rule }) => rule);
  };
  await once(child.stdout, 'data');
  expect([await look(), await look(), await look()]).toEqual([[], [], []]);
  child.stdin.write('\n');
  await once(child.stdout, 'data');
  expect([await look(), await look()]).toEqual([['timezone/tz-unknown'], ['timezone/tz-unknown']]);
  child.kill();
});
