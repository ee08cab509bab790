/** The files of a release, and the SHA-256 of each. */
export interface ReleaseList {
  /** By paths relative to the tree, such as `bin/go`; hex. */
  readonly files: ReadonlyMap<string, string>;
}

/** Why a list says nothing of a tree. */
export type NoList =
  /** A line that is none of such a list, counted from 1. */
  | { readonly why: 'line'; readonly line: number }
  /** The checksum of an archive: of what is unpacked it says nothing. */
  | { readonly why: 'archive'; readonly line: number }
  /** It names no `VERSION` with a `bin/go` beside it. */
  | { readonly why: 'no-toolchain' };

/** As `sha256sum` prints it: a backslash first where the name has escapes; `*` for what was read as binary. */
const LINE = /^(\\?)([0-9a-f]{64}) [ *](.+)$/i;
/** As `sha256sum --tag` and the BSDs do. */
const TAGGED = /^(\\?)SHA256 \((.+)\) = ([0-9a-f]{64})$/i;

const ARCHIVE = /\.(?:tar\.gz|tgz|zip|pkg|msi)$/;

/**
 * What `sha256sum` printed of the files of a release, from whatever directory: the tree begins where the uppermost
 * VERSION has a bin/go beside it. What lies outside of it is passed over.
 */
export function parseReleaseList(text: string): ReleaseList | NoList {
  const all = new Map<string, string>();
  let archive: number | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const entry = entryOf(trimmed);
    if (entry === null) return { why: 'line', line: index + 1 };
    if (ARCHIVE.test(entry.path)) archive ??= index + 1;
    all.set(entry.path, entry.sha256);
  }
  const top = topOf(all);
  if (top === null) return archive === null ? { why: 'no-toolchain' } : { why: 'archive', line: archive };
  const within = [...all].filter(([path]) => path.startsWith(top));
  return { files: new Map(within.map(([path, sha256]) => [path.slice(top.length), sha256])) };
}

function entryOf(line: string): { readonly path: string; readonly sha256: string } | null {
  const plain = LINE.exec(line);
  const [, escaped = '', sha256 = '', name = ''] = plain ?? [];
  if (plain !== null) return { path: pathOf(name, escaped), sha256: sha256.toLowerCase() };
  const tagged = TAGGED.exec(line);
  if (tagged === null) return null;
  const [, slash = '', path = '', hash = ''] = tagged;
  return { path: pathOf(path, slash), sha256: hash.toLowerCase() };
}

function pathOf(name: string, escaped: string): string {
  const plain =
    escaped === '' ? name : name.replace(/\\([nr\\])/g, (_, c) => (c === 'n' ? '\n' : c === 'r' ? '\r' : c));
  return plain.replace(/^(?:\.\/+)+/, '');
}

/** What stands before the names of a toolchain's files: empty, or it ends with a slash. */
function topOf(all: ReadonlyMap<string, string>): string | null {
  let top: string | null = null;
  for (const path of all.keys()) {
    if (!/(?:^|\/)VERSION$/.test(path)) continue;
    const above = path.slice(0, -'VERSION'.length);
    if (all.has(`${above}bin/go`) && (top === null || above.length < top.length)) top = above;
  }
  return top;
}
