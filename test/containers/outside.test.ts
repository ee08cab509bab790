import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { EXECUTABLE } from '../support/runs/built-file.ts';
import { CLOSE_MS, type ContainerOptions, containerFlags, Podman } from '../support/system/containers.ts';
import { cleanEnv, describeReal } from '../support/system/real-tools.ts';
import { BREAKAGES } from './breakages.ts';
import { IMAGE_ENV, type ImageName, Images, imagesProblem, PROBE_ENV } from './images.ts';
import { SETTINGS } from './settings.ts';

/** Nothing that every image has goes on for so long: it waits for what never comes. */
const WAITING = ['--wait', '10m', '--only', 'umask', '--umask', '0123', '-q'];
const JSON_IN_TIME = ['--format', 'json', '--timeout', '20000'];

/** In the JSON of both sides. */
interface Found {
  readonly name: string;
  readonly rules: readonly string[];
}

describeReal(
  'a container that is looked at from outside',
  { root: true, tools: ['podman', 'runc', 'setfacl'], also: imagesProblem },
  () => {
    const podman = new Podman();
    const images = new Images(podman);
    afterAll(() => podman.close(), CLOSE_MS);

    function both(
      image: ImageName,
      options: ContainerOptions,
      change: ((root: string) => void) | undefined,
      args: readonly string[],
    ) {
      const root = images.root(image, change);
      const env = { ...IMAGE_ENV[image], ...options.env };
      const flags = containerFlags({ ...options, env });
      const run = ['run', '-d', '--log-driver', 'none', ...flags, '--rootfs', root.directory];
      const started = podman.command([...run, PROBE_ENV, ...WAITING]);
      const id = started.stdout.trim();
      try {
        expect([started.exitCode, started.stderr]).toEqual([0, '']);
        const inside = podman.command(['exec', id, PROBE_ENV, ...JSON_IN_TIME, ...args]);
        const { stdout: pid } = podman.command(['inspect', '-f', '{{.State.Pid}}', id]);
        // The policy is that of whoever looks.
        const policy = join(root.directory, 'etc/probe-env.yaml');
        const named = existsSync(policy) ? ['-c', policy] : [];
        const outside = execaSync(EXECUTABLE, ['--pid', pid.trim(), ...JSON_IN_TIME, ...named, ...args], {
          ...{ env: cleanEnv({ TZ: 'Pacific/Chatham', GOPROXY: 'off', SSL_CERT_FILE: '/nowhere' }) },
          ...{ extendEnv: false, reject: false, cwd: '/tmp' },
        });
        expect([inside.stderr, outside.stderr]).toEqual(['', '']);
        return [rulesOf(inside.stdout), rulesOf(outside.stdout)] as const;
      } finally {
        podman.command(['rm', '--force', '--time', '0', id]);
        root.remove();
      }
    }

    const cases = (['golang', 'debian', 'musl', 'distroless', 'scratch'] as const).flatMap((image) =>
      ['as root', 'read-only with a tmpfs on /tmp'].map((setting) => [image, setting] as const),
    );

    it.each(cases)('%s %s: as from inside', (image, setting) => {
      const [inside, outside] = both(image, SETTINGS[setting] ?? {}, undefined, []);
      expect(outside).toEqual(inside);
    });

    const broken = Object.entries(BREAKAGES).filter(
      ([, { shell, options }]) => shell === undefined && options?.volumes === undefined,
    );

    it.each(broken)('%s: as from inside', (_, { image, change, options = {}, args = [] }) => {
      const [inside, outside] = both(image, options, change, args);
      const unknown = outside.filter(({ rules }) => rules.includes('skipped')).map(({ name }) => name);
      expect(outside.filter(({ name }) => !unknown.includes(name))).toEqual(
        inside.filter(({ name }) => !unknown.includes(name)),
      );
      // What go would say of what it was not made for is the only thing that nobody knows.
      expect(unknown.filter((name) => !name.startsWith('go-'))).toEqual([]);
    });
  },
);

function rulesOf(stdout: string): readonly Found[] {
  const { probes } = JSON.parse(stdout) as Report;
  // From inside nobody asks for the program.
  const both = probes.filter(({ name }) => name !== 'app');
  return both.map(({ name, status, findings }) => ({
    name,
    rules: [
      ...(status === 'skip' ? ['skipped'] : []),
      ...findings.map(({ rule, severity }) => `${severity} ${rule}`),
    ],
  }));
}
