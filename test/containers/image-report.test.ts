import { afterAll, describe, expect, it } from 'vitest';
import { WHOLE } from '../support/suite/whole.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { Bench, type Loaded } from './equal/bench.ts';
import { broken } from './equal/broken.ts';
import { comparable } from './equal/compare.ts';
import { FORMS } from './equal/image.ts';
import { layered } from './equal/layered.ts';
import { machines } from './equal/machines.ts';
import { SETTINGS, type Setting } from './equal/settings.ts';
import { imagesProblem } from './images.ts';

/*
 * The same image, once run by podman and once as the archive or layout that podman was given: findings with their
 * evidence and remedies, and facts, are the same, but for what docs/image-and-pod.md says cannot be known.
 */

/**
 * How many settings each image meets, every image others; null: the slice for CI. With TMPDIR=/dev/shm all images take half
 * an hour on two cores, since podman does not wait for the disk.
 */
const EACH = WHOLE ? Number(process.env.IMAGES_EACH ?? 12) : null;
/** In CI one of so many images, each in one setting; every one in twelve settings in `npm run test:deep`. */
const STRIDE = 17;
/** podman waits for the kernel and for its own files: more than one of it keep the processors busy. */
const AT_ONCE = 3;
/** For what hangs, of all settings of one image. */
const LIMIT_MS = 1_200_000;

const FORM_NAMES = Object.keys(FORMS);
const IMAGES = [...machines(), ...broken(), ...layered()].map((image, number) => ({
  ...{ image, number, name: image.name, form: FORM_NAMES[number % FORM_NAMES.length] ?? '' },
}));
const ALL_SETTINGS = Object.entries(SETTINGS);

/** Each image meets another one. */
function settingsOf(number: number): readonly (readonly [string, Setting])[] {
  if (EACH !== null) return ALL_SETTINGS.filter((_, at) => (at + number) % ALL_SETTINGS.length < EACH);
  const one = ALL_SETTINGS[Math.floor(number / STRIDE) % ALL_SETTINGS.length];
  return one === undefined ? [] : [one];
}

const needs = { root: true, tools: ['podman', 'runc'], go: true, also: imagesProblem } as const;

describeReal('the report of an image', needs, () => {
  const podman = new Podman();
  const bench = new Bench(podman);
  afterAll(() => podman.close(), CLOSE_MS);

  async function compare(loaded: Loaded, [name, setting]: readonly [string, Setting]) {
    const [inside, outside] = await Promise.all([
      bench.inside(loaded, setting),
      bench.outside(loaded, setting),
    ]);
    const apart = setting.service === undefined ? [] : (['pod'] as const);
    return [name, comparable(inside, apart), comparable(outside, apart)] as const;
  }

  describe.each(IMAGES.filter(({ number }) => EACH !== null || number % STRIDE === 0))(
    '$name, $form',
    (of) => {
      it(
        'is that of its container',
        async () => {
          const loaded = bench.load(of.image, of.form);
          try {
            const left = [...settingsOf(of.number)];
            const differ: unknown[] = [];
            const work = async (): Promise<void> => {
              for (let next = left.shift(); next !== undefined; next = left.shift()) {
                const [setting, inside, outside] = await compare(loaded, next);
                try {
                  expect(outside).toEqual(inside);
                } catch {
                  differ.push({ setting, inside, outside });
                }
              }
            };
            await Promise.all(Array.from({ length: AT_ONCE }, work));
            expect(differ).toEqual([]);
          } finally {
            bench.unload(loaded);
          }
        },
        LIMIT_MS,
      );
    },
  );
});
