/** The first word of a start-up snapshot that Node wrote (SnapshotData::kMagic in src/env.h). */
const MAGIC = 0x143da19;

/** More modules than Node has, and names longer than any of theirs: then it is no list of them. */
const MAX_MODULES = 2000;
const MAX_NAME = 200;

interface CodeCache {
  /** Name of a module of Node, such as `internal/zlib`. */
  readonly name: string;
  /** Where its entry begins and ends. */
  readonly start: number;
  readonly end: number;
}

/**
 * A start-up snapshot without the compiled code of all of Node's modules, `kept` excepted. Node appends
 * the code of every module that it has, 4 MB, and copies it at every start, which takes longer than all the
 * rest of the snapshot; modules that are in the snapshot do not need it.
 *
 * The layout is that of SnapshotData::ToBlob in src/node_snapshotable.cc: a vector at the end of the file, of
 * a 64-bit count and for each module its name and its code, both behind a 64-bit length. Where the vector
 * begins stands nowhere, so it is searched; throws unless there is exactly one that ends with the file.
 */
export function withoutCodeCaches(snapshot: Buffer, kept: readonly string[]): Buffer {
  if (snapshot.readUInt32LE(0) !== MAGIC) throw new Error('not a start-up snapshot of Node');
  const found: { readonly at: number; readonly caches: readonly CodeCache[] }[] = [];
  for (let at = 4; at < snapshot.length - 16; at++) {
    const caches = codeCachesAt(snapshot, at);
    if (caches !== null) found.push({ at, caches });
  }
  const [list] = found;
  if (list === undefined || found.length > 1)
    throw new Error(`${found.length} lists of compiled modules in the start-up snapshot: expected one`);
  const missing = kept.filter((name) => !list.caches.some((cache) => cache.name === name));
  if (missing.length > 0) throw new Error(`Node has no module ${missing.join(', ')}`);

  const caches = list.caches.filter(({ name }) => kept.includes(name));
  const count = Buffer.alloc(8);
  count.writeBigUInt64LE(BigInt(caches.length));
  const entries = caches.map(({ start, end }) => snapshot.subarray(start, end));
  return Buffer.concat([snapshot.subarray(0, list.at), count, ...entries]);
}

/** The list that begins at `at` and ends with the file, or null where none does. */
function codeCachesAt(snapshot: Buffer, at: number): readonly CodeCache[] | null {
  const count = lengthAt(snapshot, at, MAX_MODULES);
  if (count === 0) return null;
  const caches: CodeCache[] = [];
  let next = at + 8;
  for (let i = 0; i < count; i++) {
    const start = next;
    const nameLength = lengthAt(snapshot, start, MAX_NAME);
    if (nameLength === 0) return null;
    const code = start + 8 + nameLength;
    const codeLength = lengthAt(snapshot, code, snapshot.length);
    if (codeLength === 0) return null;
    next = code + 8 + codeLength;
    caches.push({ name: snapshot.toString('latin1', start + 8, code), start, end: next });
  }
  return next === snapshot.length ? caches : null;
}

/** A 64-bit length, or 0 where it is more than `limit` or behind the end of the file. */
function lengthAt(snapshot: Buffer, at: number, limit: number): number {
  if (at + 8 > snapshot.length || snapshot.readUInt32LE(at + 4) !== 0) return 0;
  const length = snapshot.readUInt32LE(at);
  return length <= limit ? length : 0;
}
