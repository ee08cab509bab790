import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileTrail } from '../../../src/target/process/trail/file-trail.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { LightContainers } from '../../support/system/light/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { DEBIAN } from '../images.ts';
import { noDebian } from './fleet.ts';
import { Looks } from './looks.ts';

const LIMIT_MS = 120_000;
const FRESH_MS = 2100;
const BUNDLE = 'etc/ssl/certs/ca-certificates.crt';
const LINK = 'etc/ssl/certs/ca-certificates-of-ours.pem';

/** What may be done to the files of an image, each far below the directory that alone is asked. @param root of the container */
const CHANGES: Readonly<Record<string, (root: string) => void>> = {
  'is written in place': (root) => appendFileSync(join(root, BUNDLE), '\n'),
  'is written with its times set back': (root) => {
    appendFileSync(join(root, BUNDLE), '\n');
    utimesSync(join(root, BUNDLE), 1, 1);
  },
  'has another mode': (root) => chmodSync(join(root, BUNDLE), 0o600),
  'has another owner': (root) => chownSync(join(root, BUNDLE), 1000, 1000),
  'is taken away': (root) => unlinkSync(join(root, BUNDLE)),
  'is replaced': (root) => {
    writeFileSync(join(root, `${BUNDLE}.new`), 'no certificate\n');
    renameSync(join(root, `${BUNDLE}.new`), join(root, BUNDLE));
  },
  'has another beside it': (root) => symlinkSync('nowhere', join(root, LINK)),
  'lies in a directory that is shut': (root) => chmodSync(join(root, 'etc/ssl'), 0o700),
  'lies in a directory that is another one': (root) => {
    rmSync(join(root, 'etc/ssl/certs'), { recursive: true });
    mkdirSync(join(root, 'etc/ssl/certs'));
  },
};

describeReal(
  'directories of an image that were not copied up',
  { root: true, tools: ['unshare', 'mount'], also: noDebian },
  () => {
    let light: LightContainers;
    const looks = new Looks();

    beforeAll(async () => {
      light = new LightContainers(DEBIAN);
      light.image(0);
      // What was written just before a look may be written once more at the same time.
      await sleep(FRESH_MS);
    }, LIMIT_MS);
    afterAll(() => light?.close(), CLOSE_MS);

    /** Containers of each of which a trail tells. */
    async function settled(changes: readonly ((upper: string) => void)[]) {
      const all = changes.map((change) => light.start(0, { change }));
      await light.started();
      for (const one of all) await looks.at(one);
      // To list a directory that was written may change it once more (overlayfs).
      await sleep(FRESH_MS);
      for (let n = 0; n < 3; n++) for (const one of all) await looks.at(one);
      return Promise.all(
        all.map(async (one) => {
          const { seen, trail } = await looks.at(one);
          expect([seen.ran, trail === null]).toEqual([0, false]);
          return { one, root: `/proc/${one.pid()}/root`, files: trail?.files as FileTrail };
        }),
      );
    }

    it(
      'tell of all that is below them, and of nothing that the container wrote',
      async () => {
        const [image, own] = await settled([
          () => {},
          (upper) => {
            mkdirSync(join(upper, 'etc/ssl/certs'), { recursive: true });
            cpSync(join(DEBIAN, BUNDLE), join(upper, BUNDLE));
          },
        ]);
        expect(image?.files.paths).toContain('/etc');
        expect(image?.files.paths.filter((path) => /^\/(?:etc|usr)\/./.test(path))).toEqual([]);
        expect(own?.files.paths).toContain(`/${BUNDLE}`);
      },
      LIMIT_MS,
    );

    it(
      'are others when anything below them is',
      async () => {
        const changes = Object.entries(CHANGES);
        const all = await settled(changes.map(() => () => {}));
        for (const [n, [name, change]] of changes.entries()) {
          const { one, root, files } = all[n] ?? {};
          if (one === undefined || root === undefined) throw new Error(name);
          expect([name, files?.isSame(root)]).toEqual([name, true]);
          change(root);
          expect([name, files?.isSame(root)]).toEqual([name, false]);
          expect([name, (await looks.at(one)).seen.ran > 0]).toEqual([name, true]);
        }
        // What the others have written is no matter of it.
        for (const { one } of await settled([() => {}])) expect((await looks.at(one)).seen.rules).toEqual([]);
      },
      LIMIT_MS,
    );
  },
);
