import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listeningAt } from '../../../probes/app/listening.ts';
import { liveHost } from '../../support/system/live-host.ts';

it('tells a listener of the program, and of a process that it started, from those of others', async () => {
  const own = createServer().listen(0, '127.0.0.1');
  await once(own, 'listening');
  const script =
    'const s=require("net").createServer().listen(0,"127.0.0.1",()=>console.log(s.address().port))';
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [text] = await once(child.stdout, 'data');
    const port = Number(String(text));
    const address = own.address();
    const here = typeof address === 'object' && address !== null ? address.port : 0;
    const host = liveHost({});
    const mine = listeningAt(host, host, process.pid, '/proc/self').own;
    expect([mine.has(here), mine.has(port)]).toEqual([true, true]);
    const its = listeningAt(host, host, child.pid ?? 0, '/proc/self').own;
    expect([its.has(here), its.has(port)]).toEqual([false, true]);
  } finally {
    child.kill();
    own.close();
  }
});
