import type { Entry } from '../certificates/entry.ts';
import type { CaFacts } from '../facts.ts';
import { isHashName } from '../loaders/hash-name.ts';

const LISTED = 5;

/** Where certificates lie that no package brings; the file that holds each alone, as far as one does. */
export function filesOf(entries: readonly Entry[], facts: CaFacts): readonly string[] {
  const own = ownFiles(facts);
  const paths = new Set<string>();
  for (const entry of entries) {
    const path = entry.known === null ? own.get(entry) : undefined;
    if (path !== undefined) paths.add(path);
    if (paths.size === LISTED) break;
  }
  return [...paths];
}

const known = new WeakMap<CaFacts, ReadonlyMap<Entry, string>>();

/** One look for all findings: there may be as many of them as files. A name of its own before a hash link. */
function ownFiles(facts: CaFacts): ReadonlyMap<Entry, string> {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const own = new Map<Entry, string>();
  const hashed = new Map<Entry, string>();
  const { places } = facts;
  for (const { entries } of [...places.go.directories, ...(places.openssl?.directories ?? [])]) {
    for (const { file } of entries) {
      const [entry, ...others] = file?.content.reading.go ?? [];
      if (file === null || entry === undefined || others.length > 0) continue;
      const names = isHashName(file.path.replace(/^.*\//, '')) ? hashed : own;
      if (!names.has(entry)) names.set(entry, file.path);
    }
  }
  const all = new Map([...hashed, ...own]);
  known.set(facts, all);
  return all;
}
