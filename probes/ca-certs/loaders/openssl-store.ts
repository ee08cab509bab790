import type { Turns } from '../../../src/core/time/turns.ts';
import type { Entry } from '../certificates/entry.ts';
import type { CaDirectory, CaFile } from './files.ts';
import type { Candidate, Unlinked } from './openssl-lookup.ts';
import type { Locations, Store } from './stores.ts';

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

function candidates(directory: CaDirectory, named: CaFile | null): readonly Candidate[] {
  return directory.entries.flatMap(({ name, file }) => {
    const entries = file?.content.reading.opensslLookup ?? [];
    // The file that OpenSSL opens by its own path needs no hash name.
    const alone = entries.length === 1 && file?.content !== named?.content;
    return entries.map((entry) => ({ name, entry, alone }));
  });
}
