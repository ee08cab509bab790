import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { LightContainers } from '../../support/system/light/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { DEBIAN } from '../images.ts';
import { type Entry, noDebian } from './fleet.ts';

const LIMIT_MS = 180_000;
const FILES = 100_000;
const PROCESSES = 40;
/** An environment of so many variables of so many bytes, near to what the kernel takes. */
const [VARIABLES, BYTES] = [14, 100_000];
const perl = (program: string) => `/usr/bin/perl -e '${program} select(undef, undef, undef, 0.005) }'`;

const missing = () =>
  noDebian() ??
  (existsSync('/sys/fs/cgroup/pids/cgroup.procs') ? null : 'no control group for processes (v1)') ??
  (existsSync(join(DEBIAN, 'usr/bin/perl')) ? null : 'no perl in the Debian root');

describeReal(
  'containers that do something all the time, or have too much of it',
  { root: true, tools: ['unshare', 'mount'], also: missing },
  () => {
    let home: string;
    let light: LightContainers;
    let agent: ServingProcess;
    const names = new Map<string, string>();
    const entries = async (): Promise<Readonly<Record<string, Entry>>> => {
      const { containers } = JSON.parse((await get(`${agent.url}/containers`)).body);
      const named = (containers as Entry[]).map((entry) => [names.get(entry.id) ?? 'other', entry] as const);
      return Object.fromEntries(named);
    };

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'probe-env-canary-'));
      mkdirSync(join(home, 'certs'));
      writeFileSync(join(home, 'certs/ca.pem'), 'CANARY\n');
      light = new LightContainers(DEBIAN);
      const start = (name: string, ...how: Parameters<LightContainers['start']>) =>
        names.set(light.start(...how).id, name);
      start('sound', 0);
      start('swapping', 0, {
        env: { SSL_CERT_DIR: '/data/certs' },
        change: (upper) => {
          mkdirSync(join(upper, 'data/certs'), { recursive: true });
          cpSync(join(DEBIAN, 'etc/ssl/certs/ca-certificates.crt'), join(upper, 'data/certs/ca.pem'));
        },
        // A directory that is a link out of the root every other moment.
        command: perl(
          `while (1) { rename "/data/certs", "/data/kept"; symlink "/../../../..${home}/certs", "/data/certs"; select(undef, undef, undef, 0.002); unlink "/data/certs"; rename "/data/kept", "/data/certs";`,
        ),
      });
      start('forking', 0, { pids: PROCESSES, command: perl('while (1) { fork;') });
      start('talkative', 0, {
        env: Object.fromEntries(Array.from({ length: VARIABLES }, (_, n) => [`V${n}`, 'x'.repeat(BYTES)])),
      });
      start('crowded', 0, {
        change: (upper) => {
          mkdirSync(join(upper, 'etc/ssl/certs'), { recursive: true });
          for (let n = 0; n < FILES; n++) symlinkSync('nowhere', join(upper, 'etc/ssl/certs', `${n}.pem`));
        },
      });
      await light.started();
      agent = await servingNode(['--interval', '5s', '--pods', light.logs]);
    }, LIMIT_MS);
    afterAll(async () => {
      await agent?.end();
      await light?.close();
      rmSync(home, { recursive: true, force: true });
    }, CLOSE_MS);

    it(
      'keep nobody from his verdict, and get one that was seen or none',
      async () => {
        await until(async () => {
          const { sound, forking, talkative } = await entries();
          return [sound, forking, talkative].every((entry) => entry?.verdict === 'ready');
        });
        // What was looked at longer ago than three intervals would be unknown.
        const untilMs = Date.now() + 20_000;
        while (Date.now() < untilMs) {
          const all = await entries();
          expect([all.sound?.verdict, all.talkative?.verdict]).toEqual(['ready', 'ready']);
          for (const name of ['swapping', 'crowded'])
            if (all[name]?.verdict === 'unknown') expect(all[name]?.reason).toBeTruthy();
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      },
      LIMIT_MS,
    );

    it(
      'have nothing read that is outside of their root, and nothing of theirs is held',
      async () => {
        const id = [...names].find(([, name]) => name === 'swapping')?.[0];
        for (let i = 0; i < 20; i++)
          expect((await get(`${agent.url}/containers/${id}`)).body).not.toContain('CANARY');
        const open = () => readdirSync(`/proc/${agent.child.pid}/fd`).length;
        expect(open()).toBeLessThan(60);
      },
      LIMIT_MS,
    );
  },
);
