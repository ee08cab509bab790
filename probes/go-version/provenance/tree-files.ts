import type { FsFailure } from '../../../src/target/file.ts';
import { isDirectory } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';

/** Files and directories; a release has 15 000. */
const MAX_ENTRIES = 200_000;

/** Whether there is time for one more file; waits until others had their turn. */
export type Going = () => boolean | Promise<boolean>;

/** What lies in a tree. */
export interface TreeFiles {
  /** Relative to the tree; links among them, but for those that were followed. */
  readonly paths: ReadonlySet<string>;
  /** A directory that could not be looked into. */
  readonly closed: { readonly path: string; readonly error: FsFailure } | null;
}

/**
 * All names below a directory that are no directories; `cut` where there is no time for them.
 *
 * A link to a directory is followed where the list has a directory of that path, as in the trees of distributions: what lies
 * behind it is compiled as what lies in the tree. Links in a circle end with the paths of the list, or with MAX_ENTRIES.
 *
 * @param listed the directories of the list, relative to the tree
 */
export async function treeFiles(
  host: Host,
  top: string,
  listed: ReadonlySet<string>,
  going: Going,
): Promise<TreeFiles | 'cut'> {
  const paths = new Set<string>();
  const directories = [''];
  let entered = 0;
  for (let at = directories.pop(); at !== undefined; at = directories.pop()) {
    if (!(await going())) return 'cut';
    const path = at === '' ? top : `${top}/${at.slice(0, -1)}`;
    const entries = host.entries(path);
    if (!entries.ok) return { paths, closed: { path, error: entries.error } };
    entered++;
    for (const { name, type } of entries.value) {
      const isLink = type === 'symlink' && listed.has(`${at}${name}`);
      if (type === 'directory' || (isLink && isDirectory(host, `${path}/${name}`)))
        directories.push(`${at}${name}/`);
      else paths.add(`${at}${name}`);
    }
    if (paths.size + entered + directories.length > MAX_ENTRIES)
      return { paths, closed: { path: top, error: { code: 'EFBIG' } } };
  }
  return { paths, closed: null };
}
