import { createHash } from 'node:crypto';
import type { Tree } from './record.ts';

/*
 * Proof that a record is in a tree, from tiles of hashes (golang.org/x/mod/sumdb/tlog; https://research.swtch.com/tlog).
 * A hash is named by its level, 0 for records, and its number there. A tile has 2^8 hashes of one level in eight.
 */

const HEIGHT = 8;
const WIDTH = 2 ** HEIGHT;
const HASH_BYTES = 32;

export interface Tile {
  readonly level: number;
  readonly number: number;
  /** Hashes in it: fewer than 256 at the right edge of the tree. */
  readonly width: number;
}

interface Place {
  readonly level: number;
  readonly number: number;
}

/** `tile/8/0/x001/234`, with `.p/17` behind it where it is not full. */
export function tilePath({ level, number, width }: Tile): string {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${HEIGHT}/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`;
}

/** What the tiles say: `proven`, or which of tlog's complaints. */
export type Proof = 'proven' | 'not-in-tree' | 'inconsistent-tree' | 'no-tiles';

/**
 * Whether this record is the one with that number in the tree. The tiles are asked for as Go asks for them.
 *
 * @param read null where a tile cannot be had
 */
export async function prove(
  { id, text }: { readonly id: number; readonly text: Buffer },
  tree: Tree,
  read: (tile: Tile) => Promise<Buffer | null>,
): Promise<Proof> {
  if (id >= tree.size) return 'not-in-tree';
  const heads = subtrees(tree.size);
  const wanted = tilesFor(id, tree.size, heads);
  const data = new Map<string, Buffer>();
  const answers = await Promise.all(wanted.map(read));
  for (const [i, tile] of wanted.entries()) {
    const bytes = answers[i] ?? null;
    if (bytes === null) return 'no-tiles';
    if (bytes.length !== tile.width * HASH_BYTES) return 'inconsistent-tree';
    data.set(keyOf(tile), bytes);
  }
  const at = (place: Place) => hashAt(place, data);
  const parts = heads.map(at);
  const top = parts.reduceRight<Buffer | null>(
    (right, left) => (right === null ? left : nodeHash(left, right)),
    null,
  );
  if (top === null || !top.equals(tree.hash)) return 'inconsistent-tree';
  // Each tile is held against its parent, which has been held against the tree.
  for (const { level, number, width } of wanted) {
    const parent = { level: level + 1, number: Math.floor(number / WIDTH) };
    if (width < WIDTH) continue;
    if (!data.has(keyOf(parent))) return 'inconsistent-tree';
    const own = at({ level: (level + 1) * HEIGHT - 1, number: number * 2 });
    const other = at({ level: (level + 1) * HEIGHT - 1, number: number * 2 + 1 });
    const above = at({ level: (level + 1) * HEIGHT, number });
    if (!nodeHash(own, other).equals(above)) return 'inconsistent-tree';
  }
  return at({ level: 0, number: id }).equals(recordHash(text)) ? 'proven' : 'not-in-tree';
}

/** The whole subtrees that a tree of this size is made of, the largest first. */
function subtrees(size: number): readonly Place[] {
  const found: Place[] = [];
  let start = 0;
  for (let level = Math.floor(Math.log2(size)) + 1; level >= 0; level--) {
    if (size - start < 2 ** level) continue;
    found.push({ level, number: start / 2 ** level });
    start += 2 ** level;
  }
  return found;
}

/** First those that the hash of the tree needs, then the record's own and those between, from the top. */
function tilesFor(id: number, size: number, heads: readonly Place[]): readonly Tile[] {
  const tiles = new Map<string, Tile>();
  const add = (tile: Tile) => tiles.set(keyOf(tile), tile);
  for (const place of heads) add(tileOf(place, size));
  const missing: Tile[] = [];
  for (let level = 0, number = Math.floor(id / WIDTH); ; level++, number = Math.floor(number / WIDTH)) {
    const tile = tileAt(level, number, size);
    if (tile.width === 0 || tiles.has(keyOf(tile))) break;
    missing.push(tile);
  }
  for (const tile of missing.reverse()) add(tile);
  return [...tiles.values()];
}

/** The tile that a hash is in, or is made from: hashes of whole subtrees are not in tiles themselves. */
function tileOf({ level, number }: Place, size: number): Tile {
  const floor = Math.floor(level / HEIGHT);
  const first = number * 2 ** (level - floor * HEIGHT);
  return tileAt(floor, Math.floor(first / WIDTH), size);
}

function tileAt(level: number, number: number, size: number): Tile {
  const there = Math.floor(size / 2 ** (level * HEIGHT)) - number * WIDTH;
  return { level, number, width: Math.max(0, Math.min(WIDTH, there)) };
}

function keyOf({ level, number }: Place): string {
  return `${level}/${number}`;
}

function hashAt({ level, number }: Place, data: ReadonlyMap<string, Buffer>): Buffer {
  const floor = Math.floor(level / HEIGHT);
  const rows = level - floor * HEIGHT;
  const first = number * 2 ** rows;
  const bytes = data.get(`${floor}/${Math.floor(first / WIDTH)}`);
  if (bytes === undefined) return Buffer.alloc(0);
  const from = first % WIDTH;
  let row: Buffer[] = [];
  for (let i = from; i < from + 2 ** rows; i++)
    row.push(bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  while (row.length > 1) row = pairs(row);
  return row[0] ?? Buffer.alloc(0);
}

function pairs(row: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i] as Buffer, row[i + 1] as Buffer));
  return above;
}

/** RFC 6962, 2.1. */
function recordHash(text: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(text)
    .digest();
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}
