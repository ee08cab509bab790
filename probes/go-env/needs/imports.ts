import type { Host } from '../../../src/target/host.ts';
import { isSource, packagesBelow } from './sources.ts';

/** Directories and files that are looked into, and bytes of each file: imports stand at its beginning. */
const MAX_DIRECTORIES = 64;
const MAX_FILES = 400;
const MAX_BYTES = 256 * 1024;

/**
 * Which of these modules some source of the module at `root` imports. A build reads no go.mod of a module that
 * none imports (cmd/go/internal/modload, lazy loading). Files for other systems and tests count too, and so does
 * a path in a comment: only a module that is named nowhere is left out. All of them where not all was seen.
 */
export function importedOf(host: Host, root: string, modules: readonly string[]): ReadonlySet<string> {
  const all = new Set(modules);
  const found = new Set<string>();
  const queue = [root];
  let files = 0;
  for (let next = 0; next < queue.length && found.size < all.size; next++) {
    const at = queue[next] ?? '';
    const names = host.readdir(at);
    if (!names.ok || next >= MAX_DIRECTORIES) return all;
    // A module of its own.
    if (at !== root && names.value.includes('go.mod')) continue;
    for (const name of names.value.filter(isSource)) {
      const file = host.readFile(`${at}/${name}`, { maxBytes: MAX_BYTES });
      if (!file.ok || ++files > MAX_FILES) return all;
      const text = file.value.toString('latin1');
      for (const module of all) if (namesIt(text, module)) found.add(module);
    }
    queue.push(...packagesBelow(host, at, names.value));
  }
  return found;
}

function namesIt(text: string, module: string): boolean {
  return ['"', '`'].some((quote) => ['/', quote].some((end) => text.includes(`${quote}${module}${end}`)));
}
