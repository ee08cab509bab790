import { describe, expect, it } from 'vitest';
import { ignoreDeadlocks } from '../../build/sea/layout/deadlock-checks.ts';

const MODE = '_ZN4absl12_GLOBAL__N_124synch_deadlock_detectionE';
const ADDRESS = 0x4010;
const DATA = 0x400;

/** An ELF file with one loaded segment, one table of symbols that all stand for the same word, and their names. */
function elf(symbols: readonly string[], mode: number): Buffer {
  const file = Buffer.alloc(DATA + 0x100);
  const names = Buffer.from(`\0${symbols.map((name) => `${name}\0`).join('')}`, 'latin1');
  const at64 = (value: number, at: number) => file.writeBigUInt64LE(BigInt(value), at);
  at64(64, 32);
  at64(128, 40);
  file.writeUInt16LE(1, 56);
  file.writeUInt16LE(3, 60);
  // PT_LOAD: file offset, address, size in the file.
  file.writeUInt32LE(1, 64);
  at64(DATA, 64 + 8);
  at64(0x4000, 64 + 16);
  at64(0x100, 64 + 32);
  // Section 1: SHT_SYMTAB, linked to section 2, SHT_STRTAB.
  file.writeUInt32LE(2, 192 + 4);
  at64(512, 192 + 24);
  at64(24 * symbols.length, 192 + 32);
  file.writeUInt32LE(2, 192 + 40);
  file.writeUInt32LE(3, 256 + 4);
  at64(700, 256 + 24);
  at64(names.length, 256 + 32);
  names.copy(file, 700);
  symbols.forEach((name, i) => {
    file.writeUInt32LE(names.indexOf(`\0${name}\0`) + 1, 512 + 24 * i);
    at64(ADDRESS, 512 + 24 * i + 8);
  });
  file.writeUInt32LE(mode, DATA + 0x10);
  return file;
}

describe("turning off Abseil's deadlock checks", () => {
  it.each([MODE, `${MODE}.0`])('sets the one word of %s and nothing else', (name) => {
    const file = elf(['main', name, `${MODE}Z`], 2);
    const expected = elf(['main', name, `${MODE}Z`], 0);
    ignoreDeadlocks(file);
    expect(file.equals(expected)).toBe(true);
  });

  it('throws where the variable is in another state, so that a Node without the checks is noticed', () => {
    expect(() => ignoreDeadlocks(elf([MODE], 0))).toThrow('is 0: expected 2');
  });

  it('throws where there is none, or more than one', () => {
    expect(() => ignoreDeadlocks(elf(['main'], 2))).toThrow('0 symbols');
    expect(() => ignoreDeadlocks(elf([MODE, `${MODE}.0`], 2))).toThrow('2 symbols');
  });
});
