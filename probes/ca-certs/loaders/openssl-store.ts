import type { Turns } from '../../../src/core/time/turns.ts';
import type { Entry } from '../certificates/entry.ts';
import type { CaDirectory, CaFile, DirectoryEntry } from './files.ts';
import type { Locations, Store } from './stores.ts';

/** A certificate that lies in a directory where OpenSSL will not find it. */
export interface Unlinked {
  readonly directory: string;
  readonly name: string;
  readonly entry: Entry;
  /** The name under which OpenSSL would find it; null where OpenSSL cannot read it. */
  readonly link: string | null;
}

export interface OpensslStore extends Store {
  readonly unlinked: readonly Unlinked[];
}

/**
 * The certificates that OpenSSL can find: those of its file, and those of its directories that lie
 * under the hash of their subject, `HHHHHHHH.0`, `.1` and so on to the first gap (by_dir.c).
 *
 * @param turns in which others have their turn meanwhile; null where nobody else is there
 */
export async function opensslStore(locations: Locations, turns: Turns | null = null): Promise<OpensslStore> {
  const roots = new Set<Entry>(locations.file?.content.reading.opensslFile ?? []);
  const sources = locations.file !== null && roots.size > 0 ? [locations.file.path] : [];
  const unlinked: Unlinked[] = [];
  for (const directory of locations.directories) {
    const open = candidates(directory, locations.file).filter(({ entry }) => !roots.has(entry));
    // On a stock image the file holds all of them, and no name has to be hashed.
    if (open.length === 0) continue;
    const { lookUp } = await import('./openssl-lookup.ts');
    const found = await lookUp(directory, open, turns);
    for (const entry of found.linked) roots.add(entry);
    if (found.linked.length > 0 && sources.at(-1) !== directory.path) sources.push(directory.path);
    unlinked.push(...found.unlinked);
  }
  return { roots, sources, unlinked: unlinked.filter(({ entry }) => !roots.has(entry)) };
}

export interface Candidate {
  readonly name: string;
  readonly entry: Entry;
  /** It is the only one in its file: `openssl rehash` passes over files that hold more. */
  readonly alone: boolean;
}

function candidates(directory: CaDirectory, named: CaFile | null): readonly Candidate[] {
  return directory.entries.flatMap(({ name, file }) => {
    const entries = file?.content.reading.opensslLookup ?? [];
    // The file that OpenSSL opens by its own path needs no hash name.
    const alone = entries.length === 1 && file?.content !== named?.content;
    return entries.map((entry) => ({ name, entry, alone }));
  });
}

/** The file that a name of the directory leads to, links within the directory followed; null where nowhere. */
export function resolveInside(names: ReadonlyMap<string, DirectoryEntry>, name: string): CaFile | null {
  let entry = names.get(name);
  for (let links = 0; entry !== undefined && links < 40; links++) {
    if (entry.file !== null) return isMissing(entry.file) ? null : entry.file;
    entry = entry.target === null ? undefined : names.get(entry.target);
  }
  return null;
}

const GONE = ['ENOENT', 'ELOOP', 'ENOTDIR'];
const isMissing = (file: CaFile) => file.failure !== null && GONE.includes(file.failure.code);
