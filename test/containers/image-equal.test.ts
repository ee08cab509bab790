import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { BUNDLE } from '../support/runs/built-file.ts';
import { CLOSE_MS, type ContainerOptions, Podman, type Root } from '../support/system/containers.ts';
import { cleanEnv, describeReal } from '../support/system/real-tools.ts';
import { BREAKAGES } from './breakages.ts';
import { archiveOfRoot } from './equal/root-archive.ts';
import { IMAGE_ENV, type ImageName, Images, imagesProblem, PROBE_ENV } from './images.ts';

/*
 * The same image, once running and once as an archive that nobody unpacks: the rules and severities are the same, but
 * for what docs/image-and-pod.md says cannot be known.
 */

const JSON_IN_TIME = ['--format', 'json', '--timeout', '20000'];

/** How it is run, as far as an image alone can be run in different ways. */
const SETTINGS: Readonly<Record<string, ContainerOptions>> = {
  'as root': {},
  'as uid 12345, gid 0': { user: '12345:0' },
  'as uid 12345, its group by passwd': { user: '12345' },
  'as nobody of passwd': { user: '65534' },
  'as uid and gid 12345': { user: '12345:12345' },
  'in /tmp': { workdir: '/tmp' },
  'with a zone': { env: { TZ: 'Asia/Tokyo' } },
  'with a misspelt zone': { env: { TZ: 'Asia/Tokio' } },
  'with a zone that Go does not read': { env: { TZ: 'CST-8' } },
  'with a file of roots that is not there': { env: { SSL_CERT_FILE: '/etc/ssl/none.pem' } },
  'with a home that is not there': { user: '12345:0', env: { HOME: '/home/none' } },
  'without a proxy': { env: { GOPROXY: 'off' } },
};

describeReal(
  'an image that is not running',
  { root: true, tools: ['podman', 'runc', 'tar', 'setfacl'], also: imagesProblem },
  () => {
    const podman = new Podman();
    const images = new Images(podman);
    const home = podman.folder('archives');
    afterAll(() => podman.close(), CLOSE_MS);

    const archiveOf = (root: Root, image: ImageName, file: string) =>
      archiveOfRoot(root.directory, join(home, file), {
        Env: Object.entries(IMAGE_ENV[image]).map(([name, value]) => `${name}=${value}`),
      });

    const inside = (root: Root, image: ImageName, options: ContainerOptions, args: readonly string[]) => {
      const env = { ...IMAGE_ENV[image], ...options.env };
      return rulesOf(root.run([PROBE_ENV, ...JSON_IN_TIME, ...args], { ...options, env }).stdout);
    };

    const outside = (archive: string, options: ContainerOptions, args: readonly string[]) => {
      const { user, workdir, env = {} } = options;
      const { stdout } = execaSync(
        process.execPath,
        [
          ...[BUNDLE, 'check', '--image', archive, ...JSON_IN_TIME, ...args],
          ...(user === undefined ? [] : ['--user', user]),
          ...(workdir === undefined ? [] : ['--cwd', workdir]),
          ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ],
        { env: cleanEnv({ TZ: 'Pacific/Chatham', GOPROXY: 'off' }), extendEnv: false, reject: false },
      );
      return rulesOf(stdout);
    };

    /** What lacks outside is all that may differ. */
    const expectEqual = (ours: readonly Found[], theirs: readonly Found[]) => {
      const known = ours.filter(({ name, rules }) => name !== 'image' && !rules.includes('skipped'));
      expect(known.length).toBeGreaterThan(0);
      expect(known).toEqual(theirs.filter(({ name }) => known.some((one) => one.name === name)));
      expect(ours.filter((one) => !known.includes(one)).map(({ name }) => name)).toEqual(
        expect.arrayContaining(['umask']),
      );
    };

    describe.each(['golang', 'debian', 'musl', 'distroless', 'scratch'] as const)('%s', (image) => {
      let archive: Promise<string> | null = null;
      // podman does not start in a directory that is not there, and docker makes it.
      const settings = Object.entries(SETTINGS).filter(
        ([, { workdir }]) => image !== 'scratch' || workdir === undefined,
      );
      it.each(settings)('%s: as in the container', async (_, options) => {
        const root = images.root(image);
        try {
          archive ??= archiveOf(root, image, `${image}.tar`);
          expectEqual(outside(await archive, options, []), inside(root, image, options, []));
        } finally {
          root.remove();
        }
      });
    });

    /** What an image alone cannot say: how it is mounted, and what starts it. */
    const broken = Object.entries(BREAKAGES).filter(
      ([, { shell, options = {} }]) =>
        shell === undefined && options.volumes === undefined && !options.readOnly && !options.tmp,
    );

    it.each(broken)('%s: as in the container', async (name, { image, change, options = {}, args = [] }) => {
      const root = images.root(image, change);
      const archive = await archiveOf(root, image, `${name.replaceAll(/\W/g, '-')}.tar`);
      try {
        const policy = join(root.directory, 'etc/probe-env.yaml');
        const named = statSync(policy, { throwIfNoEntry: false }) === undefined ? [] : ['-c', policy];
        expectEqual(outside(archive, options, [...named, ...args]), inside(root, image, options, args));
      } finally {
        root.remove();
        rmSync(archive);
      }
    });
  },
);

/** podman writes a line into /etc/passwd for a user that has none there; docker does not. */
const WRITTEN_BY_PODMAN = 'permissions/no-passwd-entry';

interface Found {
  readonly name: string;
  readonly rules: readonly string[];
}

function rulesOf(stdout: string): readonly Found[] {
  const { probes } = JSON.parse(stdout) as Report;
  return probes.map(({ name, status, findings }) => ({
    name,
    rules: [
      ...(status === 'skip' ? ['skipped'] : []),
      ...findings
        .filter(({ rule }) => rule !== WRITTEN_BY_PODMAN)
        .map(({ rule, severity }) => `${severity} ${rule}`),
    ],
  }));
}
