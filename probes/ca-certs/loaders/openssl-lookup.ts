import type { Turns } from '../../../src/core/time/turns.ts';
import type { Entry } from '../certificates/entry.ts';
import type { CaDirectory, DirectoryEntry } from './files.ts';
import { resolveInside } from './inside.ts';
import { subjectHash } from './subject-hash.ts';

/** A certificate that lies in a directory where OpenSSL will not find it. */
export interface Unlinked {
  readonly directory: string;
  readonly name: string;
  readonly entry: Entry;
  /** The name under which OpenSSL would find it; null where OpenSSL cannot read it. */
  readonly link: string | null;
}

export interface Candidate {
  readonly name: string;
  readonly entry: Entry;
  /** It is the only one in its file: `openssl rehash` passes over files that hold more. */
  readonly alone: boolean;
}

/** Which of them OpenSSL finds in the directory by the hash of their subject, and which it does not. */
export async function lookUp(
  directory: CaDirectory,
  open: readonly Candidate[],
  turns: Turns | null,
): Promise<{ readonly linked: readonly Entry[]; readonly unlinked: readonly Unlinked[] }> {
  const linked: Entry[] = [];
  const unlinked: Unlinked[] = [];
  const names = new Map(directory.entries.map((entry) => [entry.name, entry]));
  // Two names of one certificate need one link.
  const told = new Set<Entry>();
  const taken = new Set<string>();
  for (const { name, entry, alone } of open) {
    if (turns?.areDue) await turns.next();
    const hash = subjectHash(entry.der);
    if (hash !== null && isLinked(names, hash, entry)) linked.push(entry);
    else if (alone && !told.has(entry)) {
      told.add(entry);
      unlinked.push({ directory: directory.path, name, entry, link: freeName(names, hash, taken) });
    }
  }
  return { linked, unlinked };
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
