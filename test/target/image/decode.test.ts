import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { anyInflater } from '../../../src/target/image/decode/any-inflater.ts';
import { skippableFrame, zstdFrame, zstdRun } from '../../support/files/images/zstd-writer.ts';

async function unpacked(packed: Buffer, step = packed.length): Promise<string> {
  const parts: Buffer[] = [];
  const inflater = anyInflater((chunk) => parts.push(Buffer.from(chunk)));
  for (let at = 0; at < packed.length; at += step) await inflater.write(packed.subarray(at, at + step));
  await inflater.end();
  return Buffer.concat(parts).toString('latin1');
}

const [ONE, TWO, THREE] = [40_000, 3, 200_000].map((bytes) =>
  Buffer.from(randomBytes(bytes).toString('hex')),
);
const ALL = [ONE, TWO, THREE] as readonly Buffer[];
const CONTENT = Buffer.concat(ALL).toString('latin1');

describe('what is packed', () => {
  const forms: Readonly<Record<string, Buffer>> = {
    plain: Buffer.concat(ALL),
    gzip: gzipSync(Buffer.concat(ALL)),
    'gzip of several members': Buffer.concat(ALL.map((part) => gzipSync(part))),
    'gzip, padded with zeros': Buffer.concat([gzipSync(Buffer.concat(ALL)), Buffer.alloc(700)]),
    zstd: zstdFrame(Buffer.concat(ALL)),
    'zstd of several frames': Buffer.concat(ALL.map((part) => zstdFrame(part))),
    'zstd of many blocks': zstdFrame(Buffer.concat(ALL), { block: 1000 }),
    'zstd that does not say its size': Buffer.concat(ALL.map((part) => zstdFrame(part, { unsized: true }))),
    'zstd with skippable frames in front, between and behind': Buffer.concat([
      skippableFrame(Buffer.from('toc')),
      ...ALL.flatMap((part, i) => [zstdFrame(part), skippableFrame(Buffer.alloc(i * 1000), i)]),
    ]),
    'zstd with an empty frame': Buffer.concat([
      zstdFrame(Buffer.alloc(0)),
      ...ALL.map((part) => zstdFrame(part)),
    ]),
  };

  it.each(Object.entries(forms))('%s is all unpacked', async (_, packed) => {
    for (const step of [packed.length, 1013, 65_536])
      expect((await unpacked(packed, step)) === CONTENT).toBe(true);
  });

  it('may be a run of one byte', async () => {
    expect(await unpacked(zstdRun(0x61, 300_000))).toBe('a'.repeat(300_000));
  });

  it('may come byte by byte', async () => {
    const packed = Buffer.concat([
      zstdFrame(TWO ?? CONTENT_NONE),
      skippableFrame(Buffer.from('x')),
      zstdRun(0x62, 5),
    ]);
    expect(await unpacked(packed, 1)).toBe(`${TWO}bbbbb`);
  });

  it('may be nothing', async () => expect(await unpacked(Buffer.alloc(0), 1)).toBe(''));
});

const CONTENT_NONE = Buffer.alloc(0);

describe('what is damaged', () => {
  const zstd = zstdFrame(Buffer.from('content'.repeat(1000)));
  const gzip = gzipSync(Buffer.from('content'.repeat(1000)));
  const flipped = Buffer.from(gzip);
  flipped[20] = (flipped[20] ?? 0) ^ 0xff;

  it.each<[string, Buffer, string]>([
    ['gzip that is cut', gzip.subarray(0, gzip.length - 3), 'gzip data is damaged'],
    ['gzip with garbage behind', Buffer.concat([gzip, Buffer.from('garbage!')]), 'gzip data is damaged'],
    ['gzip with a changed byte', flipped, 'gzip data is damaged'],
    ['zstd that is cut in a block', zstd.subarray(0, 100), 'ends in the middle of a frame'],
    ['zstd that is cut in its header', zstd.subarray(0, 7), 'ends in the middle of a frame'],
    ['zstd with garbage behind', Buffer.concat([zstd, Buffer.from('garbage!')]), 'bytes that are none'],
    ['zstd with one byte behind', Buffer.concat([zstd, Buffer.from('g')]), 'bytes that are none'],
    [
      'zstd with a cut skippable frame',
      skippableFrame(Buffer.alloc(50)).subarray(0, 40),
      'middle of a frame',
    ],
    [
      'zstd with a window of 256 MiB',
      zstdFrame(Buffer.from('x'), { window: 18 << 3 }),
      'a window of 2^28 bytes',
    ],
    [
      'zstd with a block of no known kind',
      Buffer.concat([zstd.subarray(0, 14), Buffer.from([7, 0, 0])]),
      'no known kind',
    ],
  ])('%s is refused', async (_, packed, message) => {
    await expect(unpacked(packed)).rejects.toThrow(message);
    await expect(unpacked(packed, 3)).rejects.toThrow(message);
  });

  it('breaks off where whoever takes the bytes does not want them', async () => {
    for (const packed of [gzip, zstd, Buffer.from('plain bytes')]) {
      const inflater = anyInflater(() => {
        throw new Error('not these');
      });
      await expect(
        (async () => {
          await inflater.write(packed);
          await inflater.end();
        })(),
      ).rejects.toThrow('not these');
    }
  });
});
