import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readImage } from '../../src/target/image/image.ts';
import type { DirectoryNode, TreeNode } from '../../src/target/tree/node.ts';
import { CLOSE_MS, Podman } from '../support/containers.ts';
import { LAYER_CASES } from '../support/images/cases.ts';
import { archiveOf, dockerArchive, gzip, ociLayout } from '../support/images/image-writer.ts';
import { tarOf } from '../support/images/tar-writer.ts';
import { describeReal } from '../support/real-tools.ts';

describeReal('the tree of an image', { root: true, tools: ['podman'] }, () => {
  const podman = new Podman();
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-images-'));
  });
  afterAll(() => {
    podman.close();
    rmSync(home, { recursive: true });
  }, CLOSE_MS);

  const cases = Object.entries(LAYER_CASES).filter(([, { notPodman }]) => notPodman === undefined);

  it.each(cases)('%s: as podman mounts it', async (name, { layers }) => {
    const spec = { layers: layers.map((entries) => tarOf(entries)), names: ['localhost/case:latest'] };
    const number = cases.findIndex(([other]) => other === name);
    const docker = join(home, `docker-${number}.tar`);
    const oci = join(home, `oci-${number}.tar`);
    writeFileSync(docker, archiveOf(dockerArchive(spec)));
    writeFileSync(oci, archiveOf(ociLayout({ ...spec, pack: gzip })));
    const loaded = podman.command(['load', '-q', '-i', docker]);
    expect([loaded.exitCode, loaded.stderr]).toEqual([0, '']);
    const mounted = podman.command(['image', 'mount', 'localhost/case:latest']);
    try {
      const theirs = onDisk(mounted.stdout.trim());
      for (const file of [docker, oci]) {
        const { root } = await readImage(file, { platform: null, name: null });
        expect(Object.fromEntries(inTree(root))).toEqual(Object.fromEntries(theirs));
      }
    } finally {
      podman.command(['image', 'unmount', 'localhost/case:latest']);
      podman.command(['rmi', '-f', 'localhost/case:latest']);
    }
  });
});

type Line = readonly [string, string];

/** The root itself has what the runtime gives it. */
function onDisk(root: string, path = ''): readonly Line[] {
  return readdirSync(join(root, path)).flatMap((name): readonly Line[] => {
    const at = join(path, name);
    const stat = lstatSync(join(root, at));
    const type = stat.isDirectory()
      ? 'directory'
      : stat.isSymbolicLink()
        ? 'symlink'
        : stat.isFile()
          ? 'file'
          : stat.isFIFO()
            ? 'fifo'
            : stat.isBlockDevice()
              ? 'block-device'
              : 'char-device';
    const what =
      type === 'symlink'
        ? readlinkSync(join(root, at))
        : type === 'file'
          ? `${stat.size} ${/^etc/.test(at) ? readFileSync(join(root, at), 'latin1') : ''}`
          : '';
    // What is made because something lies in it has the time of the unpacking.
    const line = `${type} ${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid} ${what}`;
    return [[at, line], ...(type === 'directory' ? onDisk(root, at) : [])];
  });
}

function inTree(directory: DirectoryNode, path = ''): readonly Line[] {
  return [...directory.children].flatMap(([name, node]): readonly Line[] => {
    const at = join(path, name);
    const { type, mode, uid, gid } = node;
    const line = `${type} ${mode.toString(8)} ${uid}:${gid} ${whatOf(node, at)}`;
    return [[at, line], ...(node.type === 'directory' ? inTree(node, at) : [])];
  });
}

function whatOf(node: TreeNode, path: string): string {
  if (node.type === 'symlink') return node.target;
  if (node.type !== 'file') return '';
  // Of most files no bytes are kept.
  return `${node.size} ${/^etc/.test(path) ? node.kept.toString('latin1') : ''}`;
}
