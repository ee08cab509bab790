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
 */
export async function opensslStore(locations: Locations): Promise<OpensslStore> {
  const roots = new Set<Entry>(locations.file?.content.reading.opensslFile ?? []);
  const sources = locations.file !== null && roots.size > 0 ? [locations.file.path] : [];
  const unlinked: Unlinked[] = [];
  for (const directory of locations.directories) {
    const open = candidates(directory, locations.file).filter(({ entry }) => !roots.has(entry));
    // On a stock image the file holds all of them, and no name has to be hashed.
    if (open.length === 0) continue;
    const { subjectHash } = await import('./subject-hash.ts');
    const names = new Map(directory.entries.map((entry) => [entry.name, entry]));
    // Two names of one certificate need one link.
    const told = new Set<Entry>();
    const taken = new Set<string>();
    for (const candidate of open) {
      const hash = subjectHash(candidate.entry.der);
      if (hash !== null && isLinked(names, hash, candidate.entry)) {
        roots.add(candidate.entry);
        if (sources.at(-1) !== directory.path) sources.push(directory.path);
      } else if (candidate.alone && !told.has(candidate.entry)) {
        told.add(candidate.entry);
        const { name, entry } = candidate;
        unlinked.push({ directory: directory.path, name, entry, link: freeName(names, hash, taken) });
      }
    }
  }
  return { roots, sources, unlinked: unlinked.filter(({ entry }) => !roots.has(entry)) };
}

interface Candidate {
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

function isLinked(names: ReadonlyMap<string, DirectoryEntry>, hash: string, entry: Entry): boolean {
  for (let k = 0; ; k++) {
    const file = resolveInside(names, `${hash}.${k}`);
    if (file === null) return false;
    if (file.content.reading.opensslLookup.includes(entry)) return true;
  }
}

/** The first name of that hash that leads nowhere: behind a gap nothing is found. */
function freeName(
  names: ReadonlyMap<string, DirectoryEntry>,
  hash: string | null,
  taken: Set<string>,
): string | null {
  if (hash === null) return null;
  for (let k = 0; ; k++) {
    const name = `${hash}.${k}`;
    if (taken.has(name) || resolveInside(names, name) !== null) continue;
    taken.add(name);
    return name;
  }
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
