import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveOf, ociLayout } from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';
import { skippableFrame } from '../../support/files/images/zstd-writer.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal, nodes } from '../../support/system/real-tools.ts';

/* Layers as the real zstd packs them, unpacked by every Node: those before 26 lose all frames but the first. */

const TEXT = Array.from({ length: 60_000 }, (_, i) => `line ${i} of a file that packs well\n`).join('');
const LAYER = tarOf([
  { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\n' },
  { name: 'usr/share/text', content: TEXT },
  { name: 'etc/last', content: 'here' },
]);

const zstd = (data: Buffer, ...options: readonly string[]) =>
  execFileSync('zstd', ['-q', '-c', ...options], { input: data, maxBuffer: 1 << 28 });
const pieces = (bytes: number) =>
  Array.from({ length: Math.ceil(LAYER.length / bytes) }, (_, i) =>
    LAYER.subarray(i * bytes, (i + 1) * bytes),
  );

const PACKINGS: Readonly<Record<string, () => Buffer>> = {
  plain: () => LAYER,
  'gzip of many members, as eStargz': () => Buffer.concat(pieces(100_000).map((piece) => gzipSync(piece))),
  'zstd -1': () => zstd(LAYER, '-1'),
  'zstd -19 with checksum': () => zstd(LAYER, '-19', '--check'),
  'zstd without checksum': () => zstd(LAYER, '--no-check'),
  'zstd --ultra -22': () => zstd(LAYER, '--ultra', '-22'),
  'many frames, as pzstd': () => Buffer.concat(pieces(200_000).map((piece) => zstd(piece))),
  'a frame a file with tables between, as zstd:chunked': () =>
    Buffer.concat([
      ...pieces(50_000).flatMap((piece) => [zstd(piece), skippableFrame(Buffer.from('entry'))]),
      skippableFrame(Buffer.alloc(3000, 'toc')),
    ]),
};

describeReal('layers of an image', { tools: ['zstd'] }, () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-zstd-'));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  const looked = (node: string, packed: Buffer) => {
    const file = join(home, 'image.tar');
    writeFileSync(file, archiveOf(ociLayout({ layers: [LAYER], pack: () => packed })));
    const args = [BUNDLE, 'target', '--image', file, '--path', '/etc/last', '-f', 'json'];
    const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', env: cleanEnv({}) });
    return { status, stderr, file: stdout === '' ? null : JSON.parse(stdout).files[0].type };
  };

  const runtimes = [process.execPath, ...nodes().map(({ path }) => path)];

  it.each(runtimes.flatMap((node) => Object.keys(PACKINGS).map((packing) => [node, packing] as const)))(
    '%s reads all of %s',
    (node, packing) => {
      expect(looked(node, PACKINGS[packing]?.() ?? LAYER)).toEqual({ status: 0, stderr: '', file: 'file' });
    },
  );

  it.each(runtimes)('%s refuses a window that zstd unpacks only when it is told to', (node) => {
    const packed = zstd(LAYER, '--long=30', '-1');
    const { status, stderr } = looked(node, packed);
    expect(status).toBe(66);
    expect(stderr).toMatch(/window of 2\^30 bytes/);
  });
});
