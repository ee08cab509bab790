import type { Entry } from '../certificates/entry.ts';
import type { CaFile } from '../loaders/files.ts';
import type { Provided } from './read-provided.ts';

/** A place with certificates that Go could read, and does not. */
export interface Unread {
  readonly directory: string;
  readonly kind: Provided['kind'];
  readonly files: readonly CaFile[];
  readonly entries: readonly Entry[];
}

/** What of the provided files is in none that Go reads. Empty where all was merged, which is the rule. */
export function unreadOf(provided: readonly Provided[], roots: ReadonlySet<Entry>): readonly Unread[] {
  return provided.flatMap(({ directory, kind, files }) => {
    const missing = (file: CaFile) =>
      file.content.reading.go.filter((entry) => entry.inGo && !roots.has(entry));
    const unread = files.filter((file) => missing(file).length > 0);
    const entries = [...new Set(unread.flatMap(missing))];
    return entries.length === 0 ? [] : [{ directory, kind, files: unread, entries }];
  });
}
