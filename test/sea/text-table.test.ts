import { describe, expect, it } from 'vitest';
import { bundledTexts, findText, readTable, textTable } from '../../build/sea/roots/text-table.ts';

/** Numbers that take more than 31 and more than 32 bits. */
const roots = Array.from({ length: 300 }, (_, i) => ({
  text: Buffer.from(`certificate ${i} `.repeat(1 + (i % 7)).padEnd(40, '=')),
  known: { print: 2 ** 53 - 1 - i, notBefore: i * 1000, notAfter: (2 ** 32 - 1 - i) * 1000 },
  bundled: i % 2 === 0,
}));
/** A table as the asset brings it: it begins anywhere. */
const made = (entries: Parameters<typeof textTable>[0]) =>
  readTable(Buffer.concat([Buffer.from('x'), textTable(entries)]).subarray(1));
const table = made(roots);
const find = (text: Buffer) => findText(table, text, 0, text.length);

describe('a table of texts', () => {
  it('finds each of its texts', () => {
    expect(roots.map(({ text }) => find(text))).toEqual(roots.map(({ known }) => known));
  });

  it('finds a text within a larger one', () => {
    const bundle = Buffer.concat(roots.map(({ text }) => text));
    const first = roots[0]?.text.length ?? 0;
    expect(findText(table, bundle, first, first + (roots[1]?.text.length ?? 0))).toEqual(roots[1]?.known);
  });

  it('finds none that differs in one character, wherever it stands', () => {
    const text = roots[5]?.text ?? Buffer.alloc(0);
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
    const alike = ['a', 'b', 'c'].map((end, print) => ({
      text: Buffer.from('='.repeat(60) + end),
      known: { print, notBefore: 0, notAfter: 0 },
      bundled: true,
    }));
    const small = made(alike);
    expect(alike.map(({ text }) => findText(small, text, 0, text.length)?.print)).toEqual([0, 1, 2]);
  });

  it('knows nothing of a text that is no well-known root', () => {
    const text = Buffer.from('a certificate with a weak key, which has to be read');
    expect(findText(made([{ text, known: null, bundled: true }]), text, 0, text.length)).toBeNull();
  });

  it('gives those of the Node inside back in their order', () => {
    const bundled = roots.filter((root) => root.bundled).map(({ text }) => String(text));
    expect(bundledTexts(table).map(String)).toEqual(bundled);
    expect(bundledTexts(made([]))).toEqual([]);
  });

  it('finds nothing when it is empty', () => {
    expect(findText(made([]), Buffer.from('certificate'), 0, 11)).toBeNull();
  });
});
