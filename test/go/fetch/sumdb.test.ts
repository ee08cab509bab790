import { describe, expect, it } from 'vitest';
import { openNote, verifierOf } from '../../../src/go/fetch/sumdb/note.ts';
import { hashesIn, parseRecord, parseTree } from '../../../src/go/fetch/sumdb/record.ts';
import { prove, type Tile, tilePath } from '../../../src/go/fetch/sumdb/tiles.ts';
import { type SignedTree, signedTree } from '../../support/network/module-network/signed-tree.ts';

const MODULE = { path: 'golang.org/x/text', version: 'v0.3.0', tree: 'h1:tree=', mod: 'h1:mod=' };

const databases = new Map<number, SignedTree>();

/** What a lookup shows of a database with so many records before the one that is asked for. */
async function looked(
  strangers: number,
  change: (tile: Buffer, path: string) => Buffer | null = (tile) => tile,
) {
  const database = databases.get(strangers) ?? signedTree('sum.example.org', [MODULE], strangers);
  databases.set(strangers, database);
  const record = parseRecord(database.answer('lookup/golang.org/x/text@v0.3.0') as Buffer);
  const verifier = verifierOf(database.verifier);
  if (record === null || verifier === null) throw new Error('no record');
  const note = openNote(record.note, verifier);
  const tree = note.ok ? parseTree(note.text) : null;
  if (tree === null) throw new Error('no tree');
  const asked: string[] = [];
  const proof = await prove(record, tree, async (tile: Tile) => {
    const path = tilePath(tile);
    asked.push(path);
    const bytes = database.answer(path);
    return bytes === null ? null : change(bytes, path);
  });
  return { proof, asked, record, verifier, tree };
}

describe('the proof that a record is in a tree', () => {
  it.each([0, 1, 2, 254, 255, 256, 257, 511, 512, 1000, 65_535, 70_000])(
    'is made with %i records before it',
    async (strangers) => expect((await looked(strangers)).proof).toBe('proven'),
  );

  it('asks for each tile once, from the tree down', async () => {
    expect((await looked(70_000)).asked).toEqual([
      'tile/8/2/000.p/1',
      'tile/8/1/001.p/17',
      'tile/8/0/273.p/113',
    ]);
  });

  it.each(['tile/8/2/000.p/1', 'tile/8/1/001.p/17', 'tile/8/0/273.p/113'])(
    'fails where one bit of %s is another',
    async (path) => {
      const { proof } = await looked(70_000, (tile, at) => {
        const copy = Buffer.from(tile);
        if (at === path) copy[0] = (copy[0] ?? 0) ^ 1;
        return copy;
      });
      expect(proof).toBe('inconsistent-tree');
    },
  );

  it('fails where a tile has another length, or is not there', async () => {
    expect((await looked(300, (tile) => tile.subarray(1))).proof).toBe('inconsistent-tree');
    expect((await looked(300, () => null)).proof).toBe('no-tiles');
  });

  it('fails for another record, and for a number beyond the tree', async () => {
    const database = signedTree('sum.example.org', [MODULE], 300);
    const { record, tree } = await looked(300);
    const read = async (tile: Tile) => database.answer(tilePath(tile));
    const other = { id: record.id, text: Buffer.from('another\n') };
    expect(await prove(other, tree, read)).toBe('not-in-tree');
    expect(await prove({ ...record, id: tree.size }, tree, read)).toBe('not-in-tree');
  });
});

it('tiles have names in groups of three digits', () => {
  const name = (number: number, width = 256) => tilePath({ level: 1, number, width });
  expect([name(7), name(1234), name(1_234_067, 3)]).toEqual([
    'tile/8/1/007',
    'tile/8/1/x001/234',
    'tile/8/1/x001/x234/067.p/3',
  ]);
});

describe('a signed note', () => {
  it('is taken by the key of its name alone', async () => {
    const { record, verifier } = await looked(0);
    const { note } = record;
    expect(openNote(note, verifier).ok).toBe(true);
    const key = Buffer.alloc(32, 7);
    expect(openNote(note, { ...verifier, key })).toEqual({ ok: false, problem: 'invalid-signature' });
    expect(openNote(note, { ...verifier, name: 'other.example' })).toEqual({
      ok: false,
      problem: 'other-key',
    });
    const text = note.toString();
    expect(openNote(Buffer.from(`x${text}`), verifier)).toEqual({ ok: false, problem: 'invalid-signature' });
    expect(openNote(Buffer.from(`${text}— other.example AAAAAAAA\n`), verifier).ok).toBe(true);
    for (const bad of [
      `${text}x\n`,
      text.slice(0, -1),
      '',
      '\n\n',
      text.replace('\n', '\r\n'),
      `${text}— a\n`,
    ])
      expect(openNote(Buffer.from(bad), verifier)).toEqual({ ok: false, problem: 'malformed-note' });
  });

  it('has a key that go carries, or one of its own', () => {
    expect(verifierOf('sum.golang.org')).toMatchObject({ name: 'sum.golang.org', hash: 0x033de0ae });
    expect(verifierOf('sum.golang.google.cn')?.name).toBe('sum.golang.org');
    const { verifier } = signedTree('sum.example.org', [MODULE]);
    expect(verifierOf(`${verifier} https://mirror.example.org`)?.name).toBe('sum.example.org');
    for (const bad of ['', 'off', 'sum.example.org', verifier.replace('sum.', 'som.'), `${verifier}AA`])
      expect(verifierOf(bad)).toBe(null);
  });
});

it('records and heads of trees are read as strictly as go reads them', () => {
  const record = (text: string) => parseRecord(Buffer.from(text));
  expect(record('3\na v1 h1:x\n\nnote')).toMatchObject({ id: 3 });
  for (const bad of ['', '3', '3\n', 'x\na\n\n', '3\na', '3\n\n\n', '3\na\u0001\n\n', '-1\na\n\n'])
    expect(record(bad)).toBe(null);
  const hash = Buffer.alloc(32).toString('base64');
  expect(parseTree(`go.sum database tree\n7\n${hash}\n`)).toMatchObject({ size: 7 });
  for (const bad of [
    '',
    `go.sum database tree\n07\n${hash}\n`,
    `other\n7\n${hash}\n`,
    'go.sum database tree\n7\nAA==\n',
  ])
    expect(parseTree(bad)).toBe(null);
  const text = Buffer.from('a v1 h1:x\na v1/go.mod h1:y\n');
  expect(hashesIn(text, 'a', 'v1')).toEqual({ tree: 'h1:x', mod: 'h1:y' });
  expect(hashesIn(text, 'a', 'v2')).toEqual({ tree: null, mod: null });
});
