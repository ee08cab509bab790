import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { IMAGE_ENV, type ImageName, Images, imagesProblem, PROBE_ENV } from './images.ts';
import { EXPECTED, SETTINGS } from './settings.ts';

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
