import { describe, expect, it } from 'vitest';
import { holdsFunction } from '../../../src/go/running/holds-function.ts';

const NAME = 'time.initLocal';
const TABLE_AT = 64 + 3 * 64 + 32;

/** An ELF file of 64 bits with a table of functions, whose section says another size than it has. */
function program(saidBytes: bigint, content: string): Buffer {
  const names = Buffer.alloc(32);
  names.write('\0.gopclntab\0.shstrtab\0', 'latin1');
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeBigUInt64LE(64n, 40);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(3, 60);
  header.writeUInt16LE(2, 62);
  const section = (name: number, offset: number, size: bigint) => {
    const entry = Buffer.alloc(64);
    entry.writeUInt32LE(name, 0);
    entry.writeBigUInt64LE(BigInt(offset), 24);
    entry.writeBigUInt64LE(size, 32);
    return entry;
  };
  const sections = [Buffer.alloc(64), section(1, TABLE_AT, saidBytes), section(12, 64 + 3 * 64, 32n)];
  return Buffer.concat([header, ...sections, names, Buffer.from(content, 'latin1')]);
}

function asked(file: Buffer): { readonly holds: boolean; readonly reads: number } {
  let reads = 0;
  const readHead = (_: string, bytes: number, from = 0) => {
    reads++;
    if (reads > 1000) throw new Error('it reads for ever');
    return { ok: true as const, value: file.subarray(from, from + bytes) };
  };
  return { holds: holdsFunction({ readHead }, '/p', NAME), reads };
}

describe('the table of functions of a Go program', () => {
  it('holds a function that it names, and no other', () => {
    const content = `\0main.main\0${NAME}\0`;
    expect(asked(program(BigInt(content.length), content)).holds).toBe(true);
    expect(asked(program(11n, '\0main.main\0')).holds).toBe(false);
  });

  it.each([200n * 1024n * 1024n, 2n ** 50n, 2n ** 63n])(
    'of %s bytes, as it says, is read to the end of the file at most',
    (size) => {
      const { holds, reads } = asked(program(size, '\0main.main\0'));
      expect(holds).toBe(false);
      expect(reads).toBeLessThan(5);
    },
  );
});
