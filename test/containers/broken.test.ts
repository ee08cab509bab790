import { afterAll, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { BREAKAGES } from './breakages.ts';
import { IMAGE_ENV, Images, imagesProblem, PROBE_ENV } from './images.ts';

describeReal(
  'broken images',
  { root: true, tools: ['podman', 'runc', 'setfacl'], also: imagesProblem },
  () => {
    const podman = new Podman();
    const images = new Images(podman);
    afterAll(() => podman.close(), CLOSE_MS);

    it.each(Object.entries(BREAKAGES))(
      '%s',
      (_, { image, change, options = {}, args = [], shell, rules }) => {
        const root = images.root(image, change);
        const volumes = (options.volumes ?? []).map((v) => v.replace('EMPTY', podman.folder('empty')));
        const command = [PROBE_ENV, '--format', 'json', '--timeout', '20000', ...args];
        const { stdout, stderr, exitCode } = root.run(
          shell === undefined ? command : ['/bin/sh', '-c', `${shell}; exec ${command.join(' ')}`],
          { ...options, volumes, env: { ...IMAGE_ENV[image], ...options.env } },
        );
        root.remove();
        expect(stderr).toBe('');
        const report: Report = JSON.parse(stdout);
        const found = report.probes.flatMap((p) =>
          p.findings.filter((f) => f.severity !== 'info').map((f) => f.rule),
        );
        expect([...new Set(found)]).toEqual(rules);
        expect(exitCode).toBe(report.exitCode);
      },
    );
  },
);
