import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { get, type ServingProcess, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';
import { Fleet, noDebian } from './fleet.ts';

const LIMIT_MS = 120_000;
const SERVE = 'serve --node --listen 127.0.0.1:0 --interval 1s --proc';

/** The node's /proc as it is mounted where users are to see their own processes alone, for one who may not look into others and is not of its group. */
const HIDEPID = `mount --make-rprivate /
mount -t proc -o hidepid=2 proc "$1"
exec setpriv --regid 12345 --clear-groups --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace "$2" "$3" ${SERVE} "$1"`;

/** Root in a user namespace of its own: of all others' processes it sees names, and may look into none. */
const OUTSIDE = `exec unshare --user --map-root-user "$2" "$3" ${SERVE} /proc`;

describeReal(
  'an agent from which containers are hidden',
  { root: true, tools: ['podman', 'runc', 'unshare', 'setpriv', 'mount'], also: noDebian },
  () => {
    const fleet = new Fleet();
    const home = mkdtempSync(join(tmpdir(), 'probe-env-hidden-'));
    beforeAll(() => {
      mkdirSync(join(home, 'proc'));
      fleet.start('sound', { flags: ['--user', '12345:0'] });
    }, LIMIT_MS);
    afterAll(() => {
      fleet.podman.close();
      rmSync(home, { recursive: true, force: true });
    }, CLOSE_MS);

    async function agentBy(script: string): Promise<ServingProcess> {
      const args = ['-m', '/bin/sh', '-c', script, 'sh', join(home, 'proc'), process.execPath, BUNDLE];
      const child = spawn('unshare', args, { env: cleanEnv(), stdio: ['ignore', 'ignore', 'pipe'] });
      let log = '';
      child.stderr.on('data', (text: Buffer) => {
        log += text;
      });
      const ended = once(child, 'exit');
      await until(async () => /answers at \S+\n/.test(log) || child.exitCode !== null);
      const url = /answers at (http:\S+)/.exec(log)?.[1] ?? `no address: ${log}`;
      const end = async () => {
        child.kill();
        await ended;
        return null;
      };
      return { url, port: 0, child, log: () => log, end };
    }

    it(
      'by hidepid is not ready itself, and says which right it lacks',
      async () => {
        const agent = await agentBy(HIDEPID);
        try {
          await until(async () => (await get(`${agent.url}/readyz`)).body.includes('hidepid'));
          expect((await get(`${agent.url}/readyz`)).status).toBe(503);
          expect(await fleet.entries(agent)).toEqual({});
          const { body } = await get(`${agent.url}/metrics`);
          expect(body).toMatch(/^probe_env_node_right\{right="hidepid"\} 0$/m);
          expect(body).toMatch(/^probe_env_node_ready 0$/m);
        } finally {
          await agent.end();
        }
      },
      LIMIT_MS,
    );

    it(
      'by a user namespace of its own knows of none whether it is ready, and says why',
      async () => {
        const agent = await agentBy(OUTSIDE);
        try {
          await until(
            async () => (await fleet.entries(agent)).sound?.reason?.includes('user namespace') === true,
          );
          expect((await fleet.entries(agent)).sound?.verdict).toBe('unknown');
          expect((await get(`${agent.url}/readyz?verbose`)).body).toContain(
            'LACKS the user namespace of the node',
          );
        } finally {
          await agent.end();
        }
      },
      LIMIT_MS,
    );
  },
);
