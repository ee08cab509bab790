import { goAtLeast } from '../../../src/go/release.ts';
import { isDirectory } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';

/** A checkout that go stamps programs with. */
export interface Checkout {
  readonly system: 'git' | 'hg' | 'svn' | 'bzr' | 'fossil';
  /** The directory that holds the mark. */
  readonly root: string;
  /** `.git` and its like. */
  readonly mark: string;
}

const MARKS: readonly (readonly [Checkout['system'], string])[] = [
  ['git', '.git'],
  ['hg', '.hg'],
  ['svn', '.svn'],
  ['bzr', '.bzr'],
  ['fossil', '.fslckout'],
  ['fossil', '_FOSSIL_'],
];

/** All checkouts at or above a directory, the nearest first (cmd/go/internal/vcs, FromDir). */
export function checkoutsAbove(host: Host, directory: string, goversion: string | null): readonly Checkout[] {
  const found: Checkout[] = [];
  for (let at = directory; ; at = parentOf(at)) {
    for (const [system, name] of MARKS) {
      const mark = `${at === '/' ? '' : at}/${name}`;
      if (isMark(host, system, mark, goversion)) found.push({ system, root: at, mark });
    }
    if (at === '/' || !at.startsWith('/')) return found;
  }
}

function isMark(host: Host, system: Checkout['system'], mark: string, goversion: string | null): boolean {
  const stat = host.stat(mark);
  if (!stat.ok) return false;
  const file = stat.value.type !== 'directory';
  if (system !== 'git') return file === (system === 'fossil');
  if (!file) return true;
  const directory = gitDirectory(host, mark);
  // From Go 1.20 on a file counts only where it leads to a directory.
  return directory !== null && (isDirectory(host, directory) || !goAtLeast(goversion, '1.20'));
}

/**
 * The directory in which git keeps a checkout: `.git` itself, or what a file of that name leads to, as in
 * submodules and work trees; null where the file is none of these.
 */
export function gitDirectory(host: Host, mark: string): string | null {
  const stat = host.stat(mark);
  if (stat.ok && stat.value.type === 'directory') return mark;
  const file = host.readFile(mark, { maxBytes: 4096 });
  const [, path] = /^gitdir:\s*(\S.*?)\s*$/s.exec(file.ok ? file.value.toString('utf8') : '') ?? [];
  if (path === undefined) return null;
  return path.startsWith('/') ? path : `${parentOf(mark)}/${path}`;
}
