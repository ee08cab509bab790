/** The six counts of a TZif header (RFC 9636, section 3.1). */
export interface Counts {
  readonly isUt: number;
  readonly isStd: number;
  readonly leap: number;
  readonly time: number;
  readonly type: number;
  readonly char: number;
}

export interface TypeRecord {
  /** Seconds east of UTC. */
  readonly offset: number;
  /** The octet as it stands: 0 or 1 in a valid file. */
  readonly dst: number;
  /** Index into the designations. */
  readonly designation: number;
}

/** One data block (RFC 9636, section 3.2), read as it stands: validity is judged elsewhere. */
export interface Block {
  readonly counts: Counts;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly typeIndices: Uint8Array;
  readonly types: readonly TypeRecord[];
  readonly designations: Buffer;
  readonly leaps: readonly { readonly at: number; readonly correction: number }[];
  readonly isStd: Uint8Array;
  readonly isUt: Uint8Array;
}

/** A file with the magic and a whole first header. */
export interface Tzif {
  /** The version octet: 0 for version 1, else an ASCII digit. */
  readonly version: number;
  readonly first: Counts;
  /** Where the header of the block that counts starts: the second one from version 2 on. */
  readonly headerAt: number;
  /** The second header starts with the magic too; true for version 1, which has none. */
  readonly secondMagic: boolean;
  /** The block that counts; null when the file is too short for it. */
  readonly block: Block | null;
  /** What follows that block: the footer. */
  readonly rest: Buffer;
}

export const HEADER_BYTES = 44;
const MAGIC = 0x545a6966;
const decoded = new WeakMap<Buffer, Tzif | null>();

/** Reads a TZif file, lenient; null without the magic or with less than a header. Linear; never throws. */
export function decodeTzif(bytes: Buffer): Tzif | null {
  let result = decoded.get(bytes);
  if (result === undefined) {
    result = decode(bytes);
    decoded.set(bytes, result);
  }
  return result;
}

function decode(bytes: Buffer): Tzif | null {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32BE(0) !== MAGIC) return null;
  const version = bytes.readUInt8(4);
  const first = readCounts(bytes, 0);
  const wide = version !== 0;
  const headerAt = wide ? HEADER_BYTES + blockBytes(first, 4) : 0;
  const fits = headerAt + HEADER_BYTES <= bytes.length;
  const counts = fits ? readCounts(bytes, headerAt) : null;
  const size = wide ? 8 : 4;
  const end = counts === null ? 0 : headerAt + HEADER_BYTES + blockBytes(counts, size);
  const complete = counts !== null && end <= bytes.length;
  return {
    version,
    first,
    headerAt,
    secondMagic: !wide || (fits && bytes.readUInt32BE(headerAt) === MAGIC),
    block: complete ? readBlock(bytes, headerAt + HEADER_BYTES, counts, size) : null,
    rest: complete ? bytes.subarray(end) : bytes.subarray(bytes.length),
  };
}

function readCounts(bytes: Buffer, header: number): Counts {
  const count = (i: number) => bytes.readUInt32BE(header + 20 + 4 * i);
  return { isUt: count(0), isStd: count(1), leap: count(2), time: count(3), type: count(4), char: count(5) };
}

/** Length of a data block whose times take `size` bytes each. */
function blockBytes(c: Counts, size: 4 | 8): number {
  return c.time * (size + 1) + c.type * 6 + c.char + c.leap * (size + 4) + c.isStd + c.isUt;
}

function readBlock(bytes: Buffer, start: number, counts: Counts, size: 4 | 8): Block {
  let at = start;
  const skip = (length: number) => {
    at += length;
    return at - length;
  };
  const slice = (length: number) => bytes.subarray(skip(length), at);
  const times = Array.from({ length: counts.time }, () => readTime(bytes, skip(size), size));
  const typeIndices = slice(counts.time);
  const types = Array.from({ length: counts.type }, () => {
    const record = skip(6);
    return {
      offset: bytes.readInt32BE(record),
      dst: bytes.readUInt8(record + 4),
      designation: bytes.readUInt8(record + 5),
    };
  });
  const designations = slice(counts.char);
  const leaps = Array.from({ length: counts.leap }, () => {
    const record = skip(size + 4);
    return { at: readTime(bytes, record, size), correction: bytes.readInt32BE(record + size) };
  });
  return {
    counts,
    times,
    typeIndices,
    types,
    designations,
    leaps,
    isStd: slice(counts.isStd),
    isUt: slice(counts.isUt),
  };
}

/** Beyond 2^53 a double rounds; such instants (a "Big Bang" transition) are only compared with today. */
function readTime(bytes: Buffer, at: number, size: 4 | 8): number {
  if (size === 4) return bytes.readInt32BE(at);
  return bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
}

/** The designation that starts at `index`, up to its NUL. */
export function designationAt(block: Block, index: number): string {
  const end = block.designations.indexOf(0, index);
  return block.designations.toString('latin1', index, end < 0 ? undefined : end);
}

/** The TZ string of the footer; null where there is none (version 1, or not between two newlines). */
export function footerOf(tzif: Tzif): string | null {
  const { rest } = tzif;
  if (tzif.version === 0 || rest.length < 2 || rest[0] !== 10) return null;
  const end = rest.indexOf(10, 1);
  return end < 0 ? null : rest.toString('latin1', 1, end);
}
