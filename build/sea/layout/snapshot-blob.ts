/** The first word of a start-up snapshot that Node wrote (SnapshotData::kMagic in src/env.h). */
const MAGIC = 0x143da19;

/** More modules than Node has, and names longer than any of theirs: then it is no list of them. */
const MAX_MODULES = 2000;
const MAX_NAME = 200;

/**
 * A start-up snapshot without the compiled code of Node's modules. Node appends the code of every module that it
 * has, 4 MB, and copies it at every start, which takes longer than all the rest of the snapshot. Modules that are in
 * the snapshot do not need it; any other is compiled when it is asked for, which takes less than the copy of its code.
 *
 * The layout is that of SnapshotData::ToBlob in src/node_snapshotable.cc: a vector at the end of the file, of
 * a 64-bit count and for each module its name and its code, both behind a 64-bit length. Where the vector
 * begins stands nowhere, so it is searched; throws unless there is exactly one that ends with the file.
 */
export function withoutCodeCaches(snapshot: Buffer): Buffer {
  if (snapshot.readUInt32LE(0) !== MAGIC) throw new Error('not a start-up snapshot of Node');
  const found: number[] = [];
  for (let at = 4; at < snapshot.length - 16; at++) if (endsWithCodeCaches(snapshot, at)) found.push(at);
  const [at] = found;
  if (at === undefined || found.length > 1)
    throw new Error(`${found.length} lists of compiled modules in the start-up snapshot: expected one`);
  const none = Buffer.alloc(8);
  return Buffer.concat([snapshot.subarray(0, at), none]);
}

/** A list of modules, such as `internal/zlib`, with their code begins at `at` and ends with the file. */
function endsWithCodeCaches(snapshot: Buffer, at: number): boolean {
  const count = lengthAt(snapshot, at, MAX_MODULES);
  if (count === 0) return false;
  let next = at + 8;
  for (let i = 0; i < count; i++) {
    const nameLength = lengthAt(snapshot, next, MAX_NAME);
    if (nameLength === 0) return false;
    const code = next + 8 + nameLength;
    const codeLength = lengthAt(snapshot, code, snapshot.length);
    if (codeLength === 0) return false;
    next = code + 8 + codeLength;
  }
  return next === snapshot.length;
}

/** A 64-bit length, or 0 where it is more than `limit` or behind the end of the file. */
function lengthAt(snapshot: Buffer, at: number, limit: number): number {
  if (at + 8 > snapshot.length || snapshot.readUInt32LE(at + 4) !== 0) return 0;
  const length = snapshot.readUInt32LE(at);
  return length <= limit ? length : 0;
}
