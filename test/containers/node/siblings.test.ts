import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { LookedAt } from '../../../src/cli/serve/node/looked-at.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import {
  type HowLight,
  type LightContainer,
  LightContainers,
} from '../../support/system/light/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { DEBIAN } from '../images.ts';
import { noDebian } from './fleet.ts';
import { Looks } from './looks.ts';

const LIMIT_MS = 60_000;
const FRESH_MS = 2100;
const CERTIFICATES = 'usr/share/ca-certificates/mozilla';
const BUNDLE = 'etc/ssl/certs/ca-certificates.crt';

describeReal(
  'facts of containers of one image',
  { root: true, tools: ['unshare', 'mount'], also: noDebian },
  () => {
    let light: LightContainers;
    const looks = new Looks();
    const look = (one: LightContainer) => looks.at(one);

    beforeAll(async () => {
      light = new LightContainers(DEBIAN);
      for (const image of [0, 1]) light.image(image);
      // What was written just before a look may be written once more at the same time.
      await sleep(FRESH_MS);
    }, LIMIT_MS);
    afterEach(async () => {
      for (const one of light.all) {
        // One that became another user does not end with its holder.
        process.kill(one.pid(), 'SIGKILL');
        await light.end(one);
      }
      looks.forget();
    }, CLOSE_MS);
    afterAll(() => light?.close(), CLOSE_MS);

    async function started(image: number, how: HowLight = {}): Promise<LightContainer> {
      const env = { HOSTNAME: `web-${light.all.length}`, ...how.env };
      const one = light.start(image, { ...how, env });
      await light.started();
      return one;
    }
    const rules = ({ seen }: LookedAt) => seen.rules.map(({ rule }) => rule);
    /** Of one probe; two that are the same object were found out once. */
    const facts = ({ observation }: LookedAt, probe: string) =>
      observation.seen.outcomes.find((outcome) => outcome.probe.name === probe)?.facts;
    const inside = (one: LightContainer, path: string) => `/proc/${one.pid()}/root/${path}`;

    it(
      'are found out once, where nothing of them was written',
      async () => {
        const first = await look(await started(0));
        const second = await look(await started(0));
        const other = await look(await started(1));
        for (const probe of ['ca-certs', 'timezone']) {
          expect(facts(first, probe)).toBeDefined();
          expect(facts(second, probe)).toBe(facts(first, probe));
          expect(facts(other, probe)).not.toBe(facts(first, probe));
        }
        // What each has of its own is its own.
        expect(facts(second, 'limits')).not.toBe(facts(first, 'limits'));
        expect([rules(first), rules(second), rules(other)]).toEqual([[], [], []]);
      },
      LIMIT_MS,
    );

    it(
      'are those of one alone, where it has other files, variables or mounts',
      async () => {
        const first = await look(await started(0));
        const written = await look(
          await started(0, {
            change: (upper) => {
              mkdirSync(join(upper, 'etc/ssl/certs'), { recursive: true });
              writeFileSync(join(upper, BUNDLE), 'no certificate\n');
              const { atime, mtime } = { atime: 1, mtime: 1 };
              utimesSync(join(upper, BUNDLE), atime, mtime);
            },
          }),
        );
        expect(rules(written).join()).toContain('ca-certs/');
        const told = await look(await started(0, { env: { SSL_CERT_FILE: '/no/where.pem' } }));
        expect(rules(told)).toContain('ca-certs/override-missing');
        expect(facts(told, 'timezone')).toBe(facts(first, 'timezone'));
        const before = 'mount -t tmpfs none /etc/ssl/certs';
        const mounted = await look(await started(0, { before }));
        expect(rules(mounted).join()).toContain('ca-certs/');
        const last = await look(await started(0));
        expect([rules(first), rules(last)]).toEqual([[], []]);
      },
      LIMIT_MS,
    );

    it(
      'change for the one that writes, and for no other',
      async () => {
        const [one, other] = [await started(0), await started(0)];
        for (let n = 0; n < 3; n++)
          for (const each of [one, other]) expect(rules(await look(each))).toEqual([]);
        writeFileSync(inside(other, BUNDLE), 'no certificate\n');
        expect(rules(await look(other)).join()).toContain('ca-certs/');
        expect(rules(await look(one))).toEqual([]);
        // The last one that was looked at tells it nothing of the image.
        await look(other);
        expect(rules(await look(await started(0)))).toEqual([]);
        looks.laterMs = 61_000;
        expect(rules(await look(other)).join()).toContain('ca-certs/');
        expect(rules(await look(one))).toEqual([]);
      },
      LIMIT_MS,
    );

    it(
      'are asked one by one each minute, where they may be written in place',
      async () => {
        const own = await started(0, {
          change: (upper) =>
            cpSync(join(DEBIAN, CERTIFICATES), join(upper, CERTIFICATES), { recursive: true }),
        });
        await look(await started(0));
        await look(own);
        // To list a directory that was written may change it once more (overlayfs).
        await sleep(FRESH_MS);
        for (let n = 0; n < 3; n++) await look(own);
        const before = await look(own);
        expect(before.seen.ran).toBe(0);
        const [name = ''] = readdirSync(join(DEBIAN, CERTIFICATES));
        writeFileSync(inside(own, join(CERTIFICATES, name)), 'no certificate\n');
        looks.laterMs = 61_000;
        const after = await look(own);
        expect(facts(after, 'ca-certs')).not.toBe(facts(before, 'ca-certs'));
      },
      LIMIT_MS,
    );

    it(
      'are others for who has fewer capabilities',
      async () => {
        const bundle = join(light.image(0), BUNDLE);
        chownSync(bundle, 1000, 1000);
        chmodSync(bundle, 0o600);
        await sleep(FRESH_MS);
        try {
          const command = '/usr/bin/setpriv --bounding-set -all /bin/sleep 1000';
          const [all, none] = [await look(await started(0)), await look(await started(0, { command }))];
          expect(rules(all)).not.toContain('ca-certs/unreadable');
          expect(rules(none)).toContain('ca-certs/unreadable');
        } finally {
          chownSync(bundle, 0, 0);
          chmodSync(bundle, 0o644);
          await sleep(FRESH_MS);
        }
      },
      LIMIT_MS,
    );

    it(
      'are others where a directory on the way lets nobody through any more',
      async () => {
        const command = '/usr/bin/setpriv --reuid 1000 --regid 1000 --clear-groups /bin/sleep 1000';
        const [one, other] = [await started(0, { command }), await started(0, { command })];
        for (let n = 0; n < 3; n++) for (const each of [one, other]) await look(each);
        const before = facts(await look(one), 'ca-certs');
        const ofOther = facts(await look(other), 'ca-certs');
        chmodSync(inside(one, 'etc/ssl'), 0o700);
        expect(facts(await look(one), 'ca-certs')).not.toBe(before);
        expect(facts(await look(other), 'ca-certs')).toBe(ofOther);
      },
      LIMIT_MS,
    );
  },
);
