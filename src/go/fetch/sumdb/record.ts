import { decodeBase64 } from '../../settings/verifier-key.ts';

/** The answer to a lookup: one record, and behind it the signed head of the tree that it is in. */
export interface LookupAnswer {
  readonly id: number;
  /** The lines of go.sum. */
  readonly text: Buffer;
  readonly note: Buffer;
}

/** golang.org/x/mod/sumdb/tlog, ParseRecord; null for anything else. */
export function parseRecord(body: Buffer): LookupAnswer | null {
  const first = body.indexOf('\n');
  const digits = first < 0 ? '' : body.toString('latin1', 0, first);
  const end = body.indexOf('\n\n', first + 1);
  if (!/^[+-]?\d{1,16}$/.test(digits) || end < 0) return null;
  const text = body.subarray(first + 1, end + 1);
  const id = Number(digits);
  if (!Number.isSafeInteger(id) || id < 0 || !isRecordText(text)) return null;
  return { id, text, note: body.subarray(end + 2) };
}

function isRecordText(text: Buffer): boolean {
  const string = text.toString('utf8');
  return (
    string.length > 1 &&
    !/^\n|[\u0000-\u0009\u000b-\u001f]/.test(string) &&
    Buffer.from(string, 'utf8').equals(text)
  );
}

/** The head of a tree: so many records, and the hash over all of them. */
export interface Tree {
  readonly size: number;
  readonly hash: Buffer;
}

/** tlog.ParseTree; null for anything else. */
export function parseTree(text: string): Tree | null {
  const [kind, size = '', base64 = '', ...rest] = text.split('\n', 4);
  if (kind !== 'go.sum database tree' || rest.length === 0 || text.length > 1e6) return null;
  const hash = decodeBase64(base64);
  if (!/^(?:0|[1-9]\d{0,15})$/.test(size) || hash?.length !== 32) return null;
  const number = Number(size);
  return Number.isSafeInteger(number) ? { size: number, hash } : null;
}

/** The hashes that a record has of one version, without the word `h1:`'s line around them. */
export function hashesIn(
  text: Buffer,
  path: string,
  version: string,
): { readonly tree: string | null; readonly mod: string | null } {
  const of = (name: string) => {
    const start = `${path} ${name} `;
    const line = text
      .toString('utf8')
      .split('\n')
      .find((one) => one.startsWith(start));
    return line === undefined ? null : line.slice(start.length);
  };
  return { tree: of(version), mod: of(`${version}/go.mod`) };
}
