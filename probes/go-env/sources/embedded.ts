import type { DirectoryEntry } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Embed } from './read-source.ts';

/** Directories that are listed for one pattern. Of more nobody can tell. */
const MAX_LISTED = 100;

/** Why go finds nothing to embed; `hidden`: it would with `all:`. Null: it finds something, or nobody can tell. */
export type NotEmbedded = 'absent' | 'empty' | 'hidden' | null;

/**
 * What a pattern of go:embed finds in the directory of its package (cmd/go/internal/load, resolveEmbed): files, and directories with
 * a file in them whose name does not begin with a dot or an underscore, unless `all:` stands before the pattern.
 */
export function notEmbedded(host: Host, directory: string, { pattern, all }: Embed): NotEmbedded {
  const look = new Look(host);
  try {
    const found = look.matching(directory, pattern.split('/'));
    if (found.length === 0) return 'absent';
    const empty = found.filter((one) => one.isDirectory && !look.holdsFile(one.path, all));
    if (empty.length === 0) return null;
    return empty.every((one) => look.holdsFile(one.path, true)) ? 'hidden' : 'empty';
  } catch (error) {
    if (error instanceof CannotTell) return null;
    throw error;
  }
}

class CannotTell extends Error {}

interface Match {
  readonly path: string;
  readonly isDirectory: boolean;
}

class Look {
  readonly #host: Host;
  #listed = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  matching(directory: string, [first = '', ...rest]: readonly string[]): readonly Match[] {
    const found = first.includes('*')
      ? this.#list(directory)
          .filter(({ name }) => matches(name, first))
          .map(({ name, type }) => ({ path: `${directory}/${name}`, isDirectory: type === 'directory' }))
      : this.#named(`${directory}/${first}`);
    if (rest.length === 0) return found;
    return found.flatMap(({ path, isDirectory }) => (isDirectory ? this.matching(path, rest) : []));
  }

  holdsFile(directory: string, all: boolean): boolean {
    const entries = this.#list(directory).filter(({ name }) => all || !/^[._]/.test(name));
    if (entries.some(({ type }) => type === 'file')) return true;
    return entries.some(({ name, type }) => {
      const path = `${directory}/${name}`;
      // Another module is left out.
      return type === 'directory' && !this.#host.lstat(`${path}/go.mod`).ok && this.holdsFile(path, all);
    });
  }

  #named(path: string): readonly Match[] {
    const there = this.#host.lstat(path);
    if (there.ok) return [{ path, isDirectory: there.value.type === 'directory' }];
    if (isUnknown(there.error)) throw new CannotTell();
    return [];
  }

  #list(directory: string): readonly DirectoryEntry[] {
    const entries = ++this.#listed > MAX_LISTED ? null : this.#host.entries(directory);
    if (entries?.ok !== true) throw new CannotTell();
    return entries.value;
  }
}

/** path.Match with `*` alone. */
function matches(name: string, pattern: string): boolean {
  const [before = '', ...parts] = pattern.split('*');
  const behind = parts.pop() ?? '';
  if (name.length < before.length + behind.length || !name.startsWith(before) || !name.endsWith(behind))
    return false;
  let at = before.length;
  for (const part of parts) {
    const next = name.indexOf(part, at);
    if (next < 0 || next + part.length > name.length - behind.length) return false;
    at = next + part.length;
  }
  return true;
}
