import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { CLOSE_MS, type ContainerOptions, Podman } from '../support/containers.ts';
import { describeReal } from '../support/real-tools.ts';
import { IMAGE_ENV, type ImageName, Images, imagesProblem, PROBE_ENV } from './images.ts';

/** How a container is run, beside the image. */
const SETTINGS: Readonly<Record<string, ContainerOptions>> = {
  'as root': {},
  'as uid 12345, gid 0': { user: '12345:0' },
  'without capabilities': { user: '12345:0', capDrop: 'all' },
  'read-only with a tmpfs on /tmp': { user: '12345:0', readOnly: true, tmp: true },
  'in 64 MiB': { memory: '64m' },
  'on a tenth of a CPU': { cpus: 0.1 },
  'with 12 pids': { pidsLimit: 12 },
};

/**
 * Rules that are right to fire, by image and setting. A scratch image has no roots; a build as a random
 * uid without a home cannot keep its caches, and on a read-only root not even its module cache in /go.
 */
const EXPECTED: Readonly<Record<ImageName, (options: ContainerOptions) => readonly string[]>> = {
  golang: ({ user, readOnly }) => [
    ...(user === undefined ? [] : ['permissions/home-unwritable']),
    ...(readOnly ? ['permissions/read-only-mount'] : []),
  ],
  debian: () => [],
  musl: () => [],
  distroless: () => [],
  scratch: () => ['ca-certs/bundle-missing'],
};

const IMAGES = Object.keys(IMAGE_ENV) as ImageName[];

describeReal('healthy images', { root: true, tools: ['podman', 'runc'], also: imagesProblem }, () => {
  const podman = new Podman();
  const images = new Images(podman);
  afterAll(() => podman.close(), CLOSE_MS);

  describe.each(IMAGES)('%s', (image) => {
    it.each(Object.keys(SETTINGS))('has nothing unexpected %s', (setting) => {
      const root = images.root(image);
      const { exitCode, stdout, stderr } = root.run([PROBE_ENV, '--format', 'json', '--timeout', '20000'], {
        env: IMAGE_ENV[image],
        ...SETTINGS[setting],
      });
      root.remove();
      expect(stderr).toBe('');
      const report: Report = JSON.parse(stdout);
      const rules = report.probes.flatMap((p) =>
        p.findings.filter((f) => f.severity !== 'info').map((f) => f.rule),
      );
      expect(rules).toEqual(EXPECTED[image](SETTINGS[setting] ?? {}));
      expect(report.summary.inconclusive).toBe(0);
      expect(exitCode).toBe(report.exitCode);
      expect(exitCode).toBe(rules.length === 0 ? 0 : 1);
    });
  });
});
