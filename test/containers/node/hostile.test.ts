import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { Fleet, noDebian } from './fleet.ts';

const SERVER = new URL('../../support/system/silent-fs.py', import.meta.url).pathname;
const LIMIT_MS = 180_000;
/** ESC, then what would colour a terminal; the kernel cuts names after 15 bytes. */
const NAME = '\x1b[31m<b>x';

describeReal(
  'containers that mean no good',
  { root: true, tools: ['podman', 'runc', 'fusermount3', 'python3'], also: noDebian },
  () => {
    const fleet = new Fleet();
    let home: string;
    let server: ChildProcess;
    let agent: ServingProcess;

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'probe-env-hostile-'));
      for (const name of ['backing', 'mounted']) mkdirSync(join(home, name));
      writeFileSync(join(home, 'backing/ca.pem'), 'no certificate');
      writeFileSync(join(home, 'canary'), 'CANARY/Zone\n');
      const mounted = join(home, 'mounted');
      // What is silent is so for whoever looks, and answers who mounts it.
      server = spawn('/usr/bin/python3', [SERVER, join(home, 'backing'), mounted, '/proc', 'getattr'], {
        stdio: 'ignore',
      });
      await until(async () => readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${mounted} `));
      fleet.start('sound');
      fleet.start('silent', {
        flags: ['--volume', `${mounted}:/data`, '--env', 'SSL_CERT_FILE=/data/ca.pem'],
      });
      fleet.start('named', {
        change: (root) => copyFileSync(join(root, 'bin/sleep'), join(root, 'bin', NAME)),
        command: [`/bin/${NAME}`, '3600'],
      });
      fleet.start('leading-out', {
        change: (root) => {
          rmSync(join(root, 'etc/timezone'), { force: true });
          symlinkSync(`../../../../../../../..${join(home, 'canary')}`, join(root, 'etc/timezone'));
        },
      });
      fleet.start('crowded', {
        change: (root) => {
          const directory = join(root, 'etc/ssl/certs');
          for (let i = 0; i < 20_000; i++) symlinkSync('nowhere', join(directory, `${i}.pem`));
        },
      });
      agent = await servingNode(['--interval', '2s']);
    }, LIMIT_MS);
    afterAll(async () => {
      // With its server whatever waits for it goes too.
      server?.kill('SIGKILL');
      await agent?.end();
      fleet.podman.close();
      spawnSync('umount', ['-l', join(home, 'mounted')], { stdio: 'ignore' });
      rmSync(home, { recursive: true, force: true });
    }, CLOSE_MS);

    it(
      'do not keep the others from their verdicts, and never are ready for what was not seen',
      async () => {
        await until(async () => {
          const { sound, named, silent } = await fleet.entries(agent);
          return (
            sound?.verdict === 'ready' &&
            named?.verdict === 'ready' &&
            silent?.reason !== null &&
            silent?.reason !== 'it has not been looked at yet'
          );
        });
        const { silent } = await fleet.entries(agent);
        expect(silent?.verdict).toBe('unknown');
        expect(silent?.reason).toMatch(/\/data is a fuse mount that did not answer/);
        expect((await get(`${agent.url}/metrics`)).body).toMatch(/^probe_env_looks_given_up_total [1-9]/m);
      },
      LIMIT_MS,
    );

    it(
      'are told of without what they would do to a terminal or a page',
      async () => {
        expect((await fleet.entries(agent)).named?.process).toBe(NAME);
        for (const path of ['/', '/containers', '/readyz?verbose'])
          expect((await get(`${agent.url}${path}`)).body).not.toContain('\x1b');
        expect((await get(`${agent.url}/`)).body).not.toContain('<b>x');
      },
      LIMIT_MS,
    );

    it(
      'have nothing read that is outside of their root',
      async () => {
        await until(async () => (await fleet.verdicts(agent))['leading-out'] !== 'unknown');
        const { body } = await get(`${agent.url}/containers/${fleet.ids['leading-out']}`);
        expect(JSON.parse(body).probes.length).toBeGreaterThan(3);
        expect(body).not.toContain('CANARY');
      },
      LIMIT_MS,
    );

    it(
      'do not keep the agent from its end',
      async () => {
        // Another look that does not come back is under way, or has been left.
        const asked = get(`${agent.url}/containers/${fleet.ids.silent}`).catch(() => null);
        expect(await agent.end()).toBe(0);
        await asked;
      },
      LIMIT_MS,
    );
  },
);
