import { type ElfHeader, numbersOf } from './header.ts';
import type { ReadPart } from './part.ts';

/** Where a section stands in its file, bytes. */
export interface Section {
  readonly offset: number;
  readonly size: number;
}

/** More than compilers make, in a program that is not damaged. */
const MAX_SECTIONS = 1024;

/** A section by its name; null where the file has none of that name, or no table of sections (`strip` can take it away). */
export function findSection(header: ElfHeader, read: ReadPart, name: string): Section | null {
  const head = read(0, 64);
  if (head === null || head.length < 64) return null;
  const { wide } = header;
  const { u16, u32, word } = numbersOf(header);
  const offset = word(head, wide ? 40 : 32);
  const [entrySize, count, names] = [wide ? 58 : 46, wide ? 60 : 48, wide ? 62 : 50].map((at) =>
    u16(head, at),
  );
  const size = wide ? 64 : 40;
  if (offset === 0 || entrySize !== size || count === undefined || count > MAX_SECTIONS) return null;
  const table = read(offset, count * size);
  if (table === null || table.length < count * size || names === undefined || names >= count) return null;
  const at = (index: number): Section => ({
    offset: word(table, index * size + (wide ? 24 : 16)),
    size: word(table, index * size + (wide ? 32 : 20)),
  });
  const texts = at(names);
  const strings = read(texts.offset, texts.size);
  if (strings === null) return null;
  const wanted = Buffer.from(`${name}\0`, 'latin1');
  for (let index = 0; index < count; index++) {
    const from = u32(table, index * size);
    if (strings.subarray(from, from + wanted.length).equals(wanted)) return at(index);
  }
  return null;
}
