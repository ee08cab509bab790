import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { keyPair, makeCert, makePem } from '../../support/files/certs.ts';
import { chainOf, leaf } from '../../support/network/online/pki.ts';
import { type StandIn, tlsServer } from '../../support/network/online/servers.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, goToolchains, nodes, tool } from '../../support/system/real-tools.ts';
import { build, Staying } from './rotated/staying.ts';

/*
 * A program that verified once, and whose CA is then another one: it refuses what a program accepts that starts now, and
 * this alone is what probe-env may find.
 */

const OLD = { cn: 'Old Root CA', key: keyPair('p256', 201) };
const NEW = { cn: 'New Root CA', key: keyPair('p256', 202) };
const KEY = keyPair('p256', 203);
const RULE = 'ca-certs/rotated-since-start';

describeReal(
  'a program whose CAs change while it runs',
  {
    go: true,
    nodes: true,
    tools: ['sh', 'cp', 'sleep'],
    also: () => (existsSync('/usr/share/zoneinfo/Asia/Tokyo') ? null : 'no zone data'),
  },
  () => {
    const home = mkdtempSync(join(tmpdir(), 'probe-env-rotated-'));
    const [store, next, empty] = ['store.pem', 'next.pem', 'none'].map((name) => join(home, name)) as [
      string,
      string,
      string,
    ];
    const program = (name: string) => join(home, name);
    const running: Staying[] = [];
    let servers: StandIn[];
    const [old, other] = [() => String(servers[0]?.port), () => String(servers[1]?.port)];

    beforeAll(async () => {
      const toolchains = goToolchains();
      for (const [toolchain, name] of [
        [toolchains[0], 'oldest'],
        [toolchains.at(-1), 'newest'],
      ] as const)
        if (toolchain !== undefined) build(toolchain, 'stay.go', program(name));
      if (toolchains[0] !== undefined) build(toolchains[0], 'plain.go', program('plain'));
      mkdirSync(empty);
      servers = await Promise.all(
        [OLD, NEW].map((issuer) => tlsServer(chainOf([leaf({ issuer, key: KEY })], KEY, makeCert(issuer)))),
      );
    }, 300_000);
    afterEach(() => {
      for (const one of running.splice(0)) one.end();
    });
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.close()));
      rmSync(home, { recursive: true, force: true });
    });

    const env = () => ({ SSL_CERT_FILE: store, SSL_CERT_DIR: empty, NODE_EXTRA_CA_CERTS: store, TZ: 'UTC' });
    const start = async (...words: readonly string[]) => {
      const one = await Staying.start(words, env());
      running.push(one);
      return one;
    };
    const rotate = () => {
      writeFileSync(next, makePem(NEW));
      renameSync(next, store);
    };
    /** More than the slack that clocks are given. */
    const later = () => sleep(1300);

    const programs: readonly (readonly [string, () => readonly string[]])[] = [
      ['the oldest Go', () => [program('oldest')]],
      ['the newest Go', () => [program('newest')]],
      ['the oldest Node', () => [nodes()[0]?.path ?? '', join(import.meta.dirname, 'rotated/stay.cjs')]],
      ['the newest Node', () => [nodes().at(-1)?.path ?? '', join(import.meta.dirname, 'rotated/stay.cjs')]],
    ];
    // In CI the newest of each.
    const asked = programs.filter(([name]) => WHOLE || name.includes('newest'));
    it.each(asked)('keeps the old ones, by %s, and is found out', async (_, words) => {
      writeFileSync(store, makePem(OLD));
      const stays = await start(...words());
      expect([await stays.ask(old()), await stays.ask(other())]).toEqual(['accepted', 'refused']);
      expect(await stays.rotated()).toEqual({});
      await later();
      rotate();
      expect([await stays.ask(old()), await stays.ask(other())]).toEqual(['accepted', 'refused']);
      expect(Object.keys(await stays.rotated())).toEqual([RULE]);
      const fresh = await start(...words());
      expect([await fresh.ask(old()), await fresh.ask(other())]).toEqual(['refused', 'accepted']);
      expect(await fresh.rotated()).toEqual({});
    });

    it('has the new ones where a script changed them before it became the program', async () => {
      writeFileSync(store, makePem(OLD));
      writeFileSync(next, makePem(NEW));
      const script = `sleep 1.3; cp ${next} ${store}; exec ${program('newest')}`;
      const stays = await start(tool('sh') ?? '', '-c', script);
      expect([await stays.ask(old()), await stays.ask(other())]).toEqual(['refused', 'accepted']);
      expect(await stays.rotated()).toEqual({});
    });

    it('keeps its zone too, by Go', async () => {
      const zone = join(home, 'zone');
      const put = (name: string) => {
        copyFileSync(`/usr/share/zoneinfo/${name}`, next);
        renameSync(next, zone);
      };
      put('Asia/Tokyo');
      const stays = await Staying.start([program('newest')], { ...env(), TZ: zone });
      running.push(stays);
      expect(await stays.ask('zone')).toBe('+09:00');
      await later();
      put('Asia/Kolkata');
      expect(await stays.ask('zone')).toBe('+09:00');
      expect(Object.keys(await stays.rotated())).toEqual(['timezone/rotated-since-start']);
    });

    it('is no matter where it verifies nothing', async () => {
      writeFileSync(store, makePem(OLD));
      const stays = await start(program('plain'));
      await later();
      rotate();
      expect(await stays.rotated()).toEqual({});
    });
  },
);
