import type { CaFile, DirectoryEntry } from './files.ts';

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
