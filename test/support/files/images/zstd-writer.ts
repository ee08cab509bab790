/* Frames of zstd by hand (RFC 8878), of blocks that are not compressed: a Node that has no zstd can make them too. */

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

export interface FrameSpec {
  /** Bytes of each block, up to 128 KiB; default: all in one. */
  readonly block?: number;
  /** It does not say how large it is. */
  readonly unsized?: boolean;
  /** Descriptor of the window (RFC 8878, 3.1.1.1.2). */
  readonly window?: number;
  /** Four bytes behind it, right or wrong. */
  readonly checksum?: Buffer;
}

export function zstdFrame(content: Buffer, spec: FrameSpec = {}): Buffer {
  const { block = 65_536, unsized = false, window = 0x40, checksum } = spec;
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length));
  const descriptor = (unsized ? 0 : 0xc0) | (checksum === undefined ? 0 : 4);
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < content.length; at += block) {
    const part = content.subarray(at, at + block);
    const header = Buffer.alloc(3);
    header.writeUIntLE((part.length << 3) | (at + block >= content.length ? 1 : 0), 0, 3);
    blocks.push(header, part);
  }
  return Buffer.concat([
    MAGIC,
    Buffer.from([descriptor, window]),
    unsized ? Buffer.alloc(0) : size,
    ...blocks,
    checksum ?? Buffer.alloc(0),
  ]);
}

/** A frame that unpacks to one byte over and over. */
export function zstdRun(byte: number, count: number): Buffer {
  const blocks: Buffer[] = [];
  for (let left = count; left > 0; left -= 131_072) {
    const now = Math.min(left, 131_072);
    const header = Buffer.alloc(3);
    header.writeUIntLE((now << 3) | 2 | (left <= 131_072 ? 1 : 0), 0, 3);
    blocks.push(header, Buffer.from([byte]));
  }
  return Buffer.concat([MAGIC, Buffer.from([0, 0x40]), ...blocks]);
}

/** What zstd:chunked keeps its table of contents in. */
export function skippableFrame(content: Buffer, which = 0): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a50 + which, 0);
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
}
