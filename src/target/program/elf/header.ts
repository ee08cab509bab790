/** One entry of the program header table (elf(5)). Offsets, addresses and sizes are bytes. */
export interface Segment {
  readonly type: number;
  /** PF_X 1, PF_W 2, PF_R 4. */
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
}

export interface ElfHeader {
  /** ELFCLASS64. */
  readonly wide: boolean;
  /** ELFDATA2LSB. */
  readonly little: boolean;
  /** e_type: 2 is ET_EXEC, 3 ET_DYN. */
  readonly type: number;
  /** e_machine. */
  readonly machine: number;
  readonly segments: Segments;
}

/** `short`: the file ends within the table; `odd`: it has no entries, or of another size than the kernel takes. */
export type Segments = readonly Segment[] | 'short' | 'odd';

export const PT_LOAD = 1;
export const PT_DYNAMIC = 2;
export const PT_INTERP = 3;
export const PT_NOTE = 4;
export const PT_GNU_PROPERTY = 0x6474e553;

/** Numbers in the byte order and word size of a file. */
export interface Numbers {
  u16(bytes: Buffer, at: number): number;
  u32(bytes: Buffer, at: number): number;
  /** 64 or 32 bits; beyond 2^53 no exact number, and nothing that can be read. */
  word(bytes: Buffer, at: number): number;
}

export function numbersOf({ wide, little }: Pick<ElfHeader, 'wide' | 'little'>): Numbers {
  const u32 = (bytes: Buffer, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  return {
    u16: (bytes, at) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    u32,
    word: (bytes, at) =>
      wide ? Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at)) : u32(bytes, at),
  };
}

/** The kernel takes tables up to this size (fs/binfmt_elf.c). */
const MAX_TABLE_BYTES = 65536;

/**
 * Header and program headers of an ELF file; null where it is none.
 *
 * @param read the file; its beginning is asked for first, then the table where that is not in it
 * @param by who reads it: the kernel goes by the machine alone, whatever e_ident says of word size and byte order
 */
export function readElfHeader(
  read: (from: number, bytes: number) => Buffer | null,
  by: 'kernel' | 'loader' = 'loader',
): ElfHeader | null {
  const head = read(0, 64);
  if (head === null || head.length < 52 || head.readUInt32BE(0) !== 0x7f454c46) return null;
  const isOfKernel = by === 'kernel' && isOf64(head);
  const wide = head[4] === 2 || isOfKernel;
  const little = head[5] !== 2 || isOfKernel;
  if (wide && head.length < 64) return null;
  const { u16, u32, word } = numbersOf({ wide, little });
  const offset = word(head, wide ? 32 : 28);
  const entrySize = u16(head, wide ? 54 : 42);
  const count = u16(head, wide ? 56 : 44);
  const common = { wide, little, type: u16(head, 16), machine: u16(head, 18) };
  const bytes = count * entrySize;
  if (count === 0 || entrySize !== (wide ? 56 : 32) || bytes > MAX_TABLE_BYTES)
    return { ...common, segments: 'odd' };
  const table = read(offset, bytes);
  if (table === null || table.length < bytes) return { ...common, segments: 'short' };
  const segments = Array.from({ length: count }, (_, index): Segment => {
    const at = index * entrySize;
    return {
      type: u32(table, at),
      flags: u32(table, at + (wide ? 4 : 24)),
      offset: word(table, at + (wide ? 8 : 4)),
      address: word(table, at + (wide ? 16 : 8)),
      fileSize: word(table, at + (wide ? 32 : 16)),
    };
  });
  return { ...common, segments };
}

/** EM_X86_64 and EM_AARCH64. */
const MACHINES_OF_64 = [62, 183];
/** Bytes of an entry of the table where words have 64 bits: those of x32, a 32-bit form of the same machine, have 32. */
const ENTRY_OF_64 = 56;

/** Whether a little-endian kernel of 64 bits takes it for its own. */
function isOf64(head: Buffer): boolean {
  return (
    head.length >= 64 &&
    MACHINES_OF_64.includes(head.readUInt16LE(18)) &&
    head.readUInt16LE(54) === ENTRY_OF_64
  );
}

/** The segments of a type; none where the table cannot be read. */
export function segmentsOf({ segments }: ElfHeader, type: number): readonly Segment[] {
  return typeof segments === 'string' ? [] : segments.filter((segment) => segment.type === type);
}

/** Bytes that the file must have for all that is to be loaded of it. */
export function loadedBytes(header: ElfHeader): number {
  return Math.max(
    0,
    ...segmentsOf(header, PT_LOAD)
      .filter(({ fileSize }) => fileSize > 0)
      .map(({ offset, fileSize }) => offset + fileSize),
  );
}
