import type { Host } from '../../../src/target/host.ts';
import { isSource, packagesBelow } from './sources.ts';

/** Directories and files that are looked into, and bytes of each file: imports stand at its beginning. */
const MAX_DIRECTORIES = 64;
const MAX_FILES = 400;
const MAX_BYTES = 256 * 1024;

/**
 * Which of these modules, or packages, some source of the module at `root` imports: of a module any package counts,
 * a package is imported by its whole name. A build reads no go.mod of a module that
 * none imports (cmd/go/internal/modload, lazy loading). Files for other systems and tests count too, and so does
 * a path in a comment: only a module that is named nowhere is left out. All of them where not all was seen.
 */
export function importedOf(
  host: Host,
  root: string,
  what: 'modules' | 'packages',
  names: readonly string[],
): ReadonlySet<string> {
  return look(host, root, what, names).found;
}

/**
 * Sources are there, and none of them imports any of these modules. Before the sources are copied nobody knows what a
 * build will need.
 */
export function importsNone(host: Host, root: string, modules: readonly string[]): boolean {
  const { found, files } = look(host, root, 'modules', modules);
  return files > 0 && found.size === 0;
}

function look(
  host: Host,
  root: string,
  what: 'modules' | 'packages',
  names: readonly string[],
): { readonly found: ReadonlySet<string>; readonly files: number } {
  const ends = what === 'modules' ? ['/', ...QUOTES] : QUOTES;
  const all = new Set(names);
  const found = new Set<string>();
  const queue = [root];
  let files = 0;
  for (let next = 0; next < queue.length && found.size < all.size; next++) {
    const at = queue[next] ?? '';
    const entries = host.readdir(at);
    if (!entries.ok || next >= MAX_DIRECTORIES) return { found: all, files };
    // A module of its own.
    if (at !== root && entries.value.includes('go.mod')) continue;
    for (const name of entries.value.filter(isSource)) {
      const file = host.readFile(`${at}/${name}`, { maxBytes: MAX_BYTES });
      if (!file.ok || ++files > MAX_FILES) return { found: all, files };
      const text = file.value.toString('latin1');
      for (const path of all) if (namesIt(text, path, ends)) found.add(path);
    }
    queue.push(...packagesBelow(host, at, entries.value));
  }
  return { found, files };
}

/** Of an import path. */
const QUOTES = ['"', '`'];

function namesIt(text: string, path: string, ends: readonly string[]): boolean {
  return QUOTES.some((quote) => ends.some((end) => text.includes(`${quote}${path}${end}`)));
}
