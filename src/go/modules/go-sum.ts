/** Hashes by module: `PATH VERSION` for the tree, `PATH VERSION/go.mod` for its go.mod. */
export interface GoSum {
  readonly hashes: ReadonlyMap<string, readonly string[]>;
  /** First line that has not three fields: the go command then fails; null where all have. */
  readonly malformedLine: number | null;
}

export const NO_GO_SUM: GoSum = { hashes: new Map(), malformedLine: null };

/** Hash of a tree with nothing but an empty go.mod, which Go once wrote by mistake and ignores. */
const EMPTY_GO_MOD = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

/** Reads go.sum or go.work.sum (cmd/go/internal/modfetch, readGoSum). */
export function parseGoSum(text: string): GoSum {
  const hashes = new Map<string, string[]>();
  let malformedLine: number | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.split(/\s+/).filter((word) => word !== '');
    const [path = '', version = '', hash = ''] = words;
    if (words.length === 0 || hash === EMPTY_GO_MOD) continue;
    if (words.length !== 3) {
      malformedLine ??= index + 1;
      continue;
    }
    const key = `${path} ${version}`;
    const known = hashes.get(key);
    if (known === undefined) hashes.set(key, [hash]);
    else known.push(hash);
  }
  return { hashes, malformedLine };
}

export type SumCheck =
  /** go.sum lists just this hash. */
  | 'match'
  /** go.sum lists another one: Go stops with a security error. */
  | 'mismatch'
  | 'absent';

/** How a hash stands to go.sum. */
export function checkSum(sum: GoSum, path: string, version: string, hash: string): SumCheck {
  const known = sum.hashes.get(`${path} ${version}`) ?? [];
  if (known.includes(hash)) return 'match';
  return known.some((h) => h.startsWith('h1:')) ? 'mismatch' : 'absent';
}

/** Whether go.sum has a hash that Go understands. */
export function hasSum(sum: GoSum, path: string, version: string): boolean {
  return (sum.hashes.get(`${path} ${version}`) ?? []).some((hash) => hash.startsWith('h1:'));
}

/**
 * The `h1:` hash of a go.mod (golang.org/x/mod/sumdb/dirhash, Hash1): SHA-256 over a list of files, each
 * with its own SHA-256. Asynchronous, so that node:crypto is loaded where it is needed only.
 */
export async function goModHash(content: Buffer): Promise<string> {
  const { createHash } = await import('node:crypto');
  const file = createHash('sha256').update(content).digest('hex');
  return `h1:${createHash('sha256').update(`${file}  go.mod\n`).digest('base64')}`;
}
