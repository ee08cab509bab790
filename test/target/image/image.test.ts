import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipedSource } from '../../../src/target/image/archive/piped-source.ts';
import { readImage } from '../../../src/target/image/image.ts';
import { ImageError } from '../../../src/target/image/image-error.ts';
import { MAX_FETCHED_BYTES } from '../../../src/target/image/layer/load-layer.ts';
import { treeFiles } from '../../../src/target/tree/files.ts';
import type { DirectoryNode, FileNode, TreeNode } from '../../../src/target/tree/node.ts';
import { walk } from '../../../src/target/tree/resolve.ts';
import {
  archiveOf,
  configOf,
  dockerArchive,
  gzip,
  type ImageSpec,
  json,
  ociLayout,
  sha256,
  writeLayout,
} from '../../support/files/images/image-writer.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { skippableFrame, zstdFrame, zstdRun } from '../../support/files/images/zstd-writer.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'probe-env-image-'));
});
afterAll(() => rmSync(home, { recursive: true }));

let files = 0;
function written(archive: Buffer): string {
  const file = join(home, `${files++}.tar`);
  writeFileSync(file, archive);
  return file;
}

const ANY = { platform: null, name: null };
const read = (archive: Buffer) => readImage(written(archive), ANY);

function at(root: DirectoryNode, path: string): TreeNode | string {
  const walked = walk(root, path, 'follow');
  return walked.end === 'reached' ? walked.entry.node : walked.code;
}

const BIG = randomBytes(1_500_000);
const LAYERS = [
  tarOf([
    { name: 'etc/' },
    { name: 'etc/passwd', content: 'root:x:0:0::/root:/bin/sh\n' },
    { name: 'big', content: BIG },
  ]),
  tarOf([{ name: 'etc/.wh.passwd' }, { name: 'etc/group', content: 'root:x:0:\n' }]),
];
const SPEC: ImageSpec = { layers: LAYERS, config: { User: '1000' } };
const chunked = (layer: Buffer) =>
  Buffer.concat([skippableFrame(Buffer.from('toc')), zstdFrame(layer), skippableFrame(Buffer.alloc(99))]);

const FORMS: Readonly<Record<string, () => string>> = {
  'an archive of docker save': () => written(archiveOf(dockerArchive(SPEC))),
  'an OCI archive, plain': () => written(archiveOf(ociLayout(SPEC))),
  'an OCI archive, gzip': () => written(archiveOf(ociLayout({ ...SPEC, pack: gzip }))),
  'an OCI archive, zstd': () => written(archiveOf(ociLayout({ ...SPEC, pack: zstdFrame }))),
  'an OCI archive, zstd with skippable frames': () =>
    written(archiveOf(ociLayout({ ...SPEC, pack: chunked }))),
  'an archive that is packed as a whole': () => written(gzipSync(archiveOf(dockerArchive(SPEC)))),
  'an OCI layout in a directory': () => {
    const directory = join(home, 'layout');
    writeLayout(directory, ociLayout({ ...SPEC, pack: gzip }));
    return directory;
  },
  "an archive of Docker's first format, with links between its parts": () => {
    const [lower = Buffer.alloc(0), upper = Buffer.alloc(0)] = LAYERS;
    const config = configOf(SPEC);
    const manifest = json([
      { Config: `${sha256(config)}.json`, RepoTags: null, Layers: ['a/layer.tar', 'b/layer.tar'] },
    ]);
    return written(
      tarOf([
        { name: 'a/' },
        { name: 'a/layer.tar', content: lower },
        { name: 'b/' },
        { name: 'b/layer.tar', type: '2', link: '../c/layer.tar' },
        { name: 'c/layer.tar', content: upper },
        { name: `${sha256(config)}.json`, content: config },
        { name: 'manifest.json', content: manifest },
      ]),
    );
  },
};

describe('an image', () => {
  it.each(Object.keys(FORMS))('is read from %s', async (form) => {
    const image = await readImage(FORMS[form]?.() ?? '', ANY);
    expect(image.platform).toBe('linux/amd64');
    expect(image.config.user).toBe('1000');
    expect(image.layers.map(({ createdBy }) => createdBy)).toEqual(['RUN step 0', 'RUN step 1']);
    expect(at(image.root, '/etc/passwd')).toBe('ENOENT');
    expect(at(image.root, '/etc/group')).toMatchObject({ layer: 1, kept: Buffer.from('root:x:0:\n') });
    const big = at(image.root, '/big');
    expect(big).toMatchObject({ layer: 0, size: BIG.length });
    if (typeof big === 'string' || big.type !== 'file') throw new Error('no file');
    expect(big.kept).toHaveLength(0);
    const fetched = await image.fetch(new Map([[big, big.size]]));
    // What comes by once is not read again.
    expect(fetched).toBe(!form.includes('packed as a whole'));
    if (!fetched) return;
    expect(await image.fetch(new Map([[big, big.size]]))).toBe(false);
    expect(big.kept.equals(BIG)).toBe(true);
  });

  it('holds of a program that is too large for it what was asked for, wherever it stands', async () => {
    const large = Buffer.alloc(MAX_FETCHED_BYTES + 4096);
    for (let at = 0; at < large.length; at += 512) large.writeUInt32LE(at, at);
    const spec = { layers: [tarOf([{ name: 'srv/' }, { name: 'srv/large', content: large }])] };
    const image = await readImage(written(archiveOf(dockerArchive(spec))), ANY);
    const missed = new Map<FileNode, number>();
    const files = treeFiles(image.root, {
      ...{
        uid: 0,
        gid: 0,
        groups: [],
        maps: null,
        mounts: null,
        protectedLinks: null,
        hasDevices: false,
        capabilities: -1n,
      },
      cwd: '/',
      missed: (file, wanted) => missed.set(file, wanted),
    });
    const parts = [large.length - 1000, 30_000_000, 65_536, 512].map((from) => [from, 700] as const);
    const read = (from: number, bytes: number) => files.readHead('/srv/large', bytes, from);
    for (const [from, bytes] of parts) expect(read(from, bytes).ok).toBe(false);
    expect(await image.fetch(missed)).toBe(true);
    for (const [from, bytes] of parts) {
      const found = read(from, bytes);
      expect(found.ok && found.value.equals(large.subarray(from, from + bytes))).toBe(true);
    }
    // Nothing more is wanted of it, and its other bytes are not there.
    expect(await image.fetch(missed)).toBe(false);
    expect(read(20_000_000, 16).ok).toBe(false);
    const [file] = missed.keys();
    expect(file?.pieces.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThan(4096);
  });

  it('comes by once on a pipe, in pieces of any size', async () => {
    for (const step of [1000, 70_000]) {
      const archive = archiveOf(dockerArchive(SPEC));
      const pieces = Array.from({ length: Math.ceil(archive.length / step) }, (_, i) =>
        archive.subarray(i * step, (i + 1) * step),
      );
      const source = await pipedSource('stdin', Readable.from(pieces), { bytes: 0 });
      expect(source.loaded?.(`${sha256(LAYERS[0] ?? archive)}.tar`)?.unpacked).toBe(
        `sha256:${sha256(LAYERS[0] ?? archive)}`,
      );
      expect(source.size('manifest.json')).toBeGreaterThan(0);
    }
  });
});

/** Whatever the archive says, nothing of it is written, and it is read or refused. */
describe('an archive by a hostile hand', () => {
  const parts = dockerArchive(SPEC);
  const withLayer = (...layers: readonly (readonly EntrySpec[])[]) =>
    archiveOf(dockerArchive({ layers: layers.map((entries) => tarOf(entries)) }));
  const changed = (part: RegExp, change: (data: Buffer) => Buffer) =>
    archiveOf(
      Object.fromEntries(
        Object.entries(parts).map(([name, data]) => [
          name,
          part.test(name) ? change(Buffer.from(data)) : data,
        ]),
      ),
    );
  const flip = (data: Buffer) => {
    data[data.length >> 1] = (data[data.length >> 1] ?? 0) ^ 1;
    return data;
  };
  const liar = (more: Readonly<Record<string, unknown>>) => {
    const config = json({ ...JSON.parse(configOf(SPEC).toString()), ...more });
    return archiveOf({
      ...parts,
      'liar.json': config,
      'manifest.json': json([
        { Config: 'liar.json', Layers: Object.keys(parts).filter((name) => name.endsWith('.tar')) },
      ]),
    });
  };

  it.each<[string, Buffer, string]>([
    ['a changed layer', changed(/\.tar$/, flip), 'not what its digest says'],
    ['a changed configuration', changed(/^[0-9a-f]+\.json$/, flip), 'not what its digest says'],
    [
      'layers in another order',
      liar({ rootfs: { type: 'layers', diff_ids: LAYERS.map((l) => `sha256:${sha256(l)}`).reverse() } }),
      'not what',
    ],
    [
      'one layer too few',
      liar({ rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(LAYERS[0] ?? Buffer.alloc(0))}`] } }),
      'speaks of 1',
    ],
    ['no list of layers', liar({ rootfs: null }), 'does not say which layers'],
    ['a hard link to itself', withLayer([{ name: 'x', type: '1', link: 'x' }]), 'hard link'],
    [
      'a hard link out of the root',
      withLayer([{ name: 'x', type: '1', link: '../../../etc/passwd' }]),
      'hard link',
    ],
    ['an entry of no type', withLayer([{ name: 'x', type: 'Z' }]), 'which no runtime unpacks'],
    [
      'a link that leads to itself on the way',
      withLayer([{ name: 'l', type: '2', link: 'l' }, { name: 'l/x' }]),
      'too many links',
    ],
    ['an entry in a file', withLayer([{ name: 'f' }, { name: 'f/x' }]), 'lies in a file'],
    [
      'a path of 5000 directories',
      withLayer([{ name: `${'d/'.repeat(5000)}x` }]),
      'longer than any system takes',
    ],
    ['a layer of 1 TiB that is not there', withLayer([{ name: 'x', size: 2 ** 40 }]), 'middle of an entry'],
    [
      'an archive of 1 TiB that is not there',
      tarOf([{ name: 'layer.tar', size: 2 ** 40 }]),
      'middle of a part',
    ],
    ['a whiteout without a name', withLayer([{ name: '.wh.' }]), 'nothing that has a name'],
    [
      'a whiteout of the directory above',
      withLayer([{ name: 'd/' }, { name: 'd/.wh...' }]),
      'nothing that has a name',
    ],
    ['nothing', Buffer.alloc(0), 'neither manifest.json nor index.json'],
    ['no archive', Buffer.from('no archive '.repeat(500)), 'checksum'],
    ['random bytes', Buffer.alloc(4096, 0x91), 'damaged'],
    [
      'a JSON of 20 MiB',
      archiveOf({ 'manifest.json': Buffer.alloc(20 * 1024 * 1024, ' ') }),
      'larger than 16 MiB',
    ],
  ])('with %s is refused', async (_, archive, message) => {
    await expect(read(archive)).rejects.toThrow(message);
    await expect(read(archive)).rejects.toBeInstanceOf(ImageError);
  });

  it.each<[string, readonly EntrySpec[], string, string]>([
    ['a link out of the root', [{ name: 'l', type: '2', link: '../../..' }, { name: 'l/x' }], '/x', 'file'],
    [
      'an absolute link out of it',
      [{ name: 'l', type: '2', link: '/tmp' }, { name: 'l/x' }],
      '/tmp/x',
      'file',
    ],
    ['names above the root', [{ name: '../../x' }], '/x', 'file'],
    ['absolute names', [{ name: '/etc/x' }], '/etc/x', 'file'],
    ['names that JavaScript has', [{ name: '__proto__' }, { name: 'constructor/' }], '/__proto__', 'file'],
    ['a whiteout above the root', [{ name: 'x' }, { name: '../.wh.none' }], '/x', 'file'],
  ])('with %s stays inside', async (_, entries, path, type) => {
    const { root } = await read(withLayer(entries));
    expect(at(root, path)).toMatchObject({ type });
  });

  it('may have ten thousand layers', async () => {
    const layer = tarOf([{ name: 'x' }]);
    const { root, layers } = await read(
      archiveOf(dockerArchive({ layers: Array.from({ length: 10_000 }, () => layer) })),
    );
    expect(layers).toHaveLength(10_000);
    expect(at(root, '/x')).toMatchObject({ layer: 9999 });
  });

  it('may unpack to more than is ever held', async () => {
    const size = 300 * 1024 * 1024;
    const header = tarOf([{ name: 'etc/bomb', size }], Buffer.alloc(0)).subarray(0, 512);
    // The digest is that of something else: it is found out behind the last byte.
    const spec = {
      layers: [Buffer.from('not this')],
      pack: () => Buffer.concat([zstdFrame(header), zstdRun(0, size)]),
    };
    const before = process.memoryUsage().rss;
    await expect(read(archiveOf(ociLayout(spec)))).rejects.toThrow('not what its digest says');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('that ends at any block is refused or read whole', async () => {
    const archive = archiveOf(ociLayout({ layers: [tarOf([{ name: 'x', content: 'x' }])], pack: gzip }));
    const answers = new Set<string>();
    for (let end = 0; end < archive.length; end += 512) {
      const answer = await read(archive.subarray(0, end)).then(
        ({ root }) => (typeof at(root, '/x') === 'string' ? 'without its file' : 'whole'),
        (error: unknown) => (error instanceof ImageError ? 'refused' : String(error)),
      );
      answers.add(answer);
    }
    // The end mark alone may be missing.
    expect([...answers].sort()).toEqual(['refused', 'whole']);
  });

  it('writes nothing', () => {
    expect(readdirSync(home).filter((name) => !/^\d+\.tar$|^layout$/.test(name))).toEqual([]);
  });
});
