import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** One module version whose hashes the database knows. */
export interface SumRecord {
  readonly path: string;
  readonly version: string;
  /** `h1:` hash of the tree. */
  readonly tree: string;
  /** `h1:` hash of its go.mod. */
  readonly mod: string;
}

/** A checksum database in memory: key, lookups and tiles (golang.org/x/mod/sumdb, note and tlog). */
export interface SignedTree {
  readonly name: string;
  /** `name+hash+key`, for GOSUMDB. */
  readonly verifier: string;
  /** Answer to `/lookup/…` and `/tile/…` without the leading slash; null means not found. */
  answer(path: string): Buffer | null;
}

/** Makes a database with a key of its own. `strangers`: records of other modules that stand before these. */
export function signedTree(name: string, records: readonly SumRecord[], strangers = 0): SignedTree {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const key = Buffer.concat([Buffer.from([1]), raw]);
  const keyHash = sha256(Buffer.from(`${name}\n`), key).subarray(0, 4);
  const texts = records.map(
    ({ path, version, tree, mod }) => `${path} ${version} ${tree}\n${path} ${version}/go.mod ${mod}\n`,
  );
  const others = Array.from({ length: strangers }, (_, i) => `stranger.example/m${i} v1.0.0 h1:none=\n`);
  const leaves = [...others, ...texts].map((text) => sha256(Buffer.from([0]), Buffer.from(text)));
  const rows = rowsOf(leaves);
  const head = note(
    `go.sum database tree\n${leaves.length}\n${rootOf(leaves).toString('base64')}\n`,
    name,
    keyHash,
    privateKey,
  );
  return {
    name,
    verifier: `${name}+${keyHash.toString('hex')}+${key.toString('base64')}`,
    answer: (path) => {
      const tile = tileAt(path, rows);
      if (tile !== undefined) return tile;
      const asked = path.replace(/^lookup\//, '').replace(/!([a-z])/g, (_, c: string) => c.toUpperCase());
      const id = records.findIndex((r) => `${r.path}@${r.version}` === asked);
      return id < 0 ? null : Buffer.from(`${strangers + id}\n${texts[id]}\n${head}`);
    },
  };
}

/** Every level of whole subtrees; of these each eighth one is given out in tiles. */
function rowsOf(leaves: readonly Buffer[]): readonly (readonly Buffer[])[] {
  const rows = [leaves];
  for (let row = leaves; row.length > 1; ) {
    const above: Buffer[] = [];
    for (let i = 0; i + 1 < row.length; i += 2)
      above.push(sha256(Buffer.from([1]), row[i] as Buffer, row[i + 1] as Buffer));
    rows.push(above);
    row = above;
  }
  return rows;
}

/** Undefined where the path is none of a tile; a part of a tile that is whole by now is given out too. */
function tileAt(path: string, rows: readonly (readonly Buffer[])[]): Buffer | null | undefined {
  const [, level, names = '', width] = /^tile\/8\/(\d+)\/([x\d/]+)(?:\.p\/(\d+))?$/.exec(path) ?? [];
  if (level === undefined) return undefined;
  const number = Number(names.replace(/[x/]/g, ''));
  const row = rows[8 * Number(level)] ?? [];
  const wanted = width === undefined ? 256 : Number(width);
  const hashes = row.slice(number * 256, number * 256 + wanted);
  return hashes.length === wanted ? Buffer.concat(hashes) : null;
}

function note(text: string, name: string, keyHash: Buffer, key: KeyObject): string {
  const signature = Buffer.concat([keyHash, sign(null, Buffer.from(text), key)]).toString('base64');
  return `${text}\n— ${name} ${signature}\n`;
}

/** Merkle tree hash of RFC 6962. */
function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha256(Buffer.from([1]), rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
