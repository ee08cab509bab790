import { describe, expect, it } from 'vitest';
import { findText, textsIn, textTable } from '../../build/sea/roots/text-table.ts';

const known = Array.from({ length: 300 }, (_, i) => ({
  text: Buffer.from(`certificate ${i} `.repeat(1 + (i % 7)).padEnd(40, '=')),
  print: 2 ** 52 - i,
}));
const table = textTable(known);
const find = (text: Buffer) => findText(table, text, 0, text.length);

describe('a table of texts', () => {
  it('finds each of its texts', () => {
    expect(known.map(({ text }) => find(text))).toEqual(known.map(({ print }) => print));
  });

  it('finds a text within a larger one', () => {
    const bundle = Buffer.concat(known.map(({ text }) => text));
    const first = known[0]?.text.length ?? 0;
    expect(findText(table, bundle, first, first + (known[1]?.text.length ?? 0))).toBe(known[1]?.print);
  });

  it('finds none that differs in one character, wherever it stands', () => {
    const text = known[5]?.text ?? Buffer.alloc(0);
    const changed = Array.from(text, (byte, at) => {
      const other = Buffer.from(text);
      other[at] = byte ^ 1;
      return find(other);
    });
    expect(new Set(changed)).toEqual(new Set([null]));
    expect(find(text.subarray(1))).toBeNull();
    expect(find(Buffer.alloc(0))).toBeNull();
  });

  it('holds texts with the same sample', () => {
    // The sample takes eight characters: these differ elsewhere.
    const alike = ['a', 'b', 'c'].map((end, print) => ({ text: Buffer.from('='.repeat(60) + end), print }));
    const small = textTable(alike);
    expect(alike.map(({ text }) => findText(small, text, 0, text.length))).toEqual([0, 1, 2]);
  });

  it('gives its texts back in their order', () => {
    expect(textsIn(table).map(String)).toEqual(known.map(({ text }) => String(text)));
    expect(textsIn(textTable([]))).toEqual([]);
  });

  it('finds nothing when it is empty', () => {
    expect(findText(textTable([]), Buffer.from('certificate'), 0, 11)).toBeNull();
  });
});
