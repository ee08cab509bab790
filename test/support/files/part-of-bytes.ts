import { partOf, type ReadPart } from '../../../src/target/program/elf/part.ts';
import { ok } from '../../../src/target/result.ts';

/** Reads a program that is in memory as one of a file is read. */
export function partOfBytes(all: Buffer): ReadPart {
  const readHead = (_: string, bytes: number, from = 0) => ok(all.subarray(from, from + bytes));
  return partOf({ readHead }, 'program', all.subarray(0, 4096));
}
