export interface ElfOptions {
  /** e_machine; 62 is x86-64. */
  readonly machine?: number;
  /** e_type; 2 is ET_EXEC. */
  readonly type?: number;
  readonly wide?: boolean;
  readonly little?: boolean;
  /** The loader that PT_INTERP names. */
  readonly interpreter?: string;
}

const PT_LOAD = 1;
const PT_INTERP = 3;

/** The head of a program with two program headers (elf(5)); it cannot run. */
export function elf({ machine = 62, type = 2, wide = true, little = true, interpreter }: ElfOptions): Buffer {
  const [headerSize, entrySize] = wide ? [64, 56] : [52, 32];
  const text = Buffer.from(`${interpreter ?? ''}\0`);
  const start = headerSize + 2 * entrySize;
  const bytes = Buffer.alloc(start + text.length);
  const u16 = (value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  const word = (value: number, at: number) => {
    if (!wide) return u32(value, at);
    return little ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeBigUInt64BE(BigInt(value), at);
  };
  bytes.write('\x7fELF', 'latin1');
  bytes[4] = wide ? 2 : 1;
  bytes[5] = little ? 1 : 2;
  u16(type, 16);
  u16(machine, 18);
  word(headerSize, wide ? 32 : 28);
  u16(entrySize, wide ? 54 : 42);
  u16(2, wide ? 56 : 44);
  u32(PT_LOAD, headerSize);
  const at = headerSize + entrySize;
  u32(interpreter === undefined ? PT_LOAD : PT_INTERP, at);
  word(start, at + (wide ? 8 : 4));
  word(text.length, at + (wide ? 32 : 16));
  text.copy(bytes, start);
  return bytes;
}
