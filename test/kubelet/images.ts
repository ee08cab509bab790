import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { BUNDLE } from '../support/runs/built-file.ts';
import { nodes, TOOLS, tool } from '../support/system/real-tools.ts';

const DEBIAN = join(TOOLS, 'roots/debian');
/** `npm run build:portable`, which is tried in the bundle's place where PROBE_ENV_FORM is `portable`. */
const PORTABLE = join(import.meta.dirname, '../../dist/portable');
const isPortable = process.env.PROBE_ENV_FORM === 'portable';

/** Why the images cannot be made; null when they can. */
export function imagesMissing(): string | null {
  if (!existsSync(join(DEBIAN, 'etc/os-release'))) return 'no Debian root file system';
  if (!existsSync(BUNDLE)) return 'no dist/probe-env.cjs: npm run build';
  if (isPortable && !existsSync(PORTABLE)) return 'no dist/portable: npm run build:portable';
  if (nodes().every(({ version }) => version !== '24')) return 'no Node 24';
  return tool('busybox') === null ? 'no busybox' : null;
}

/** Docker archives in a folder: `localhost/pause:1`, and `localhost/tiny:1` of busybox alone, with a program named pause. */
export function writeTinyImages(folder: string): void {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'bin'), { recursive: true });
  for (const name of ['dev', 'etc', 'proc', 'run', 'sys', 'tmp', 'var/run'])
    mkdirSync(join(root, name), { recursive: true });
  copyFileSync(tool('busybox') ?? '', join(root, 'bin/busybox'));
  archive(folder, 'pause', root, ['/bin/busybox', 'sleep', '2000000000']);
  const pause = '#!/bin/busybox sh\n/bin/busybox sleep 2000000000\n:\n';
  writeFileSync(join(root, 'bin/pause'), pause, { mode: 0o755 });
  archive(folder, 'tiny', root, ['/bin/busybox', 'sleep', '2000000000']);
  rmSync(root, { recursive: true });
}

/**
 * Docker archives in a folder: `localhost/pause:1`; `localhost/sound:1`, a service on Debian with Node 24 and the
 * bundle, or with the portable folder and no Node; `localhost/broken:1`, the same without a trust store.
 */
export function writeImages(folder: string): void {
  const root = join(folder, 'root');
  const busybox = tool('busybox') ?? '';
  mkdirSync(join(root, 'bin'), { recursive: true });
  copyFileSync(busybox, join(root, 'bin/busybox'));
  archive(folder, 'pause', root, ['/bin/busybox', 'sleep', '2000000000']);
  rmSync(root, { recursive: true });
  mkdirSync(root);

  execaSync('cp', ['-a', `${DEBIAN}/.`, root]);
  // The container runtime makes its own.
  rmSync(join(root, 'dev'), { recursive: true });
  mkdirSync(join(root, 'dev'));
  const command = join(root, 'usr/local/bin/probe-env');
  if (isPortable) {
    execaSync('cp', ['-a', PORTABLE, join(root, 'opt/probe-env')]);
    symlinkSync('/opt/probe-env/probe-env', command);
  } else {
    const node = nodes().find(({ version }) => version === '24')?.path ?? '';
    copyFileSync(node, join(root, 'usr/local/bin/node'));
    copyFileSync(BUNDLE, command);
    chmodSync(command, 0o755);
  }
  // The service: it sleeps. Whether it serves is not what is tried here.
  mkdirSync(join(root, 'app'));
  copyFileSync(busybox, join(root, 'app/busybox'));
  writeFileSync(join(root, 'app/server'), '#!/bin/sh\nexec /app/busybox sleep 100000\n', { mode: 0o755 });
  archive(folder, 'sound', root, ['/app/server']);
  rmSync(join(root, 'etc/ssl/certs'), { recursive: true });
  archive(folder, 'broken', root, ['/app/server']);
  rmSync(root, { recursive: true });
}

/** One layer, in the form of `docker save`. */
function archive(folder: string, name: string, root: string, command: readonly string[]): void {
  const work = join(folder, name);
  mkdirSync(work);
  execaSync('tar', ['-C', root, '-cf', join(work, 'layer.tar'), '.']);
  const digest = createHash('sha256')
    .update(readFileSync(join(work, 'layer.tar')))
    .digest('hex');
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: command, Env: ['PATH=/usr/local/bin:/usr/bin:/bin'], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [`localhost/${name}:1`], Layers: ['layer.tar'] }];
  writeFileSync(join(work, 'manifest.json'), JSON.stringify(manifest));
  execaSync('tar', [
    '-C',
    work,
    '-cf',
    join(folder, `${name}.tar`),
    'manifest.json',
    'config.json',
    'layer.tar',
  ]);
  rmSync(work, { recursive: true });
}
