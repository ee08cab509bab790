import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { BUNDLE } from '../support/runs/built-file.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { cleanEnv, describeReal, nodes } from '../support/system/real-tools.ts';
import { archiveOfRoot } from './equal/root-archive.ts';
import { IMAGE_ENV, type ImageName, Images, imagesProblem } from './images.ts';

interface Stock {
  readonly image: ImageName;
  readonly change?: (root: string) => void;
  /** What its Dockerfile says besides ENV. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Rules that are right to fire. */
  readonly finds?: readonly string[];
}

/** Stock images and what starts them, as their publishers write it. */
const STOCK: Readonly<Record<string, Stock>> = {
  debian: { image: 'debian', change: clean, config: { Cmd: ['bash'] } },
  golang: { image: 'golang', change: clean, config: { Cmd: ['bash'], WorkingDir: '/go' } },
  'node on Debian': { image: 'debian', change: addNode, config: { Cmd: ['node'] } },
  'as Alpine': { image: 'musl', config: { Cmd: ['/bin/sh'] } },
  'as distroless': { image: 'distroless', config: { User: '65532', WorkingDir: '/home/nonroot' } },
  scratch: { image: 'scratch', config: {}, finds: ['ca-certs/bundle-missing'] },
};

describeReal(
  'a stock image',
  { root: true, nodes: true, tools: ['podman', 'tar'], also: imagesProblem },
  () => {
    const podman = new Podman();
    const images = new Images(podman);
    const home = podman.folder('archives');
    afterAll(() => podman.close(), CLOSE_MS);

    describe.each(Object.entries(STOCK))('%s', (name, { image, change, config, finds = [] }) => {
      it('has no warning before it runs, of no probe', async () => {
        const root = images.bare(image, change);
        const Env = Object.entries(IMAGE_ENV[image]).map(([key, value]) => `${key}=${value}`);
        const file = join(home, `${name.replaceAll(' ', '-')}.tar`);
        const archive = await archiveOfRoot(root.directory, file, { Env, ...config });
        root.remove();
        // Which umask there will be nobody can know, and --strict would say so.
        const { stdout, stderr, exitCode } = execaSync(
          process.execPath,
          [
            BUNDLE,
            'check',
            '--image',
            archive,
            '--strict',
            '--skip',
            'umask',
            '--format',
            'json',
            '--timeout',
            '60000',
          ],
          { env: cleanEnv(), extendEnv: false, reject: false },
        );
        expect(stderr).toBe('');
        const { probes }: Report = JSON.parse(stdout);
        const loud = probes.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'info'));
        expect(loud.map(({ rule }) => rule)).toEqual(finds);
        expect(probes.filter(({ status }) => status === 'inconclusive')).toEqual([]);
        expect(exitCode).toBe(finds.length === 0 ? 0 : 1);
        // Both looked at it.
        const looked = probes.filter(({ status }) => status === 'pass').map((probe) => probe.name);
        expect(looked).toEqual(expect.arrayContaining(['container', 'image']));
      }, 300_000);
    });
  },
);

/** The root that the tests have keeps the lists of its packages, and what it fetched. */
function clean(root: string): void {
  for (const folder of ['var/lib/apt/lists', 'var/cache/apt/archives'])
    for (const name of readdirSync(join(root, folder))) rmSync(join(root, folder, name), { recursive: true });
}

/** As the official image has it: the program, npm beside it, its own group and home. */
function addNode(root: string): void {
  clean(root);
  const node = nodes().at(-1);
  if (node === undefined) throw new Error('no Node');
  copyFileSync(node.path, join(root, 'usr/local/bin/node'));
  const npm = join(root, 'usr/local/lib/node_modules/npm/bin');
  mkdirSync(npm, { recursive: true });
  writeFileSync(join(npm, 'npm-cli.js'), '#!/usr/bin/env node\n', { mode: 0o755 });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
  symlinkSync('node', join(root, 'usr/local/bin/nodejs'));
}
