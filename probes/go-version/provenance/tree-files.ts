import type { FsFailure } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';

/** A release has 15 000. */
const MAX_FILES = 200_000;

/** Whether there is time for one more file; waits until others had their turn. */
export type Going = () => boolean | Promise<boolean>;

/** What lies in a tree. */
export interface TreeFiles {
  /** Relative to the tree; links among them, which are not followed. */
  readonly paths: ReadonlySet<string>;
  /** A directory that could not be looked into. */
  readonly closed: { readonly path: string; readonly error: FsFailure } | null;
}

/** All names below a directory that are no directories; `cut` where there is no time for them. */
export async function treeFiles(host: Host, top: string, going: Going): Promise<TreeFiles | 'cut'> {
  const paths = new Set<string>();
  const directories = [''];
  for (let at = directories.pop(); at !== undefined; at = directories.pop()) {
    if (!(await going())) return 'cut';
    const path = at === '' ? top : `${top}/${at.slice(0, -1)}`;
    const entries = host.entries(path);
    if (!entries.ok) return { paths, closed: { path, error: entries.error } };
    for (const { name, type } of entries.value) {
      if (type === 'directory') directories.push(`${at}${name}/`);
      else paths.add(`${at}${name}`);
    }
    if (paths.size > MAX_FILES) return { paths, closed: { path: top, error: { code: 'EFBIG' } } };
  }
  return { paths, closed: null };
}
