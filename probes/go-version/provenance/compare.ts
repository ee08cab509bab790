import type { Ignorance, Silence } from '../../../src/core/reason.ts';
import type { FsFailure } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { sha256Of } from '../../../src/target/posix/sha256-of.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Provenance } from './facts.ts';
import type { ReleaseList } from './list.ts';
import { type Going, treeFiles } from './tree-files.ts';

/** All names are compared first, then the bytes: of what runs before what is only compiled. */
export async function compareTree(
  host: Host,
  goroot: string,
  { files }: ReleaseList,
  going: Going,
): Promise<Omit<Provenance, 'list'>> {
  const directories = directoriesOf(files);
  const tree = await treeFiles(host, goroot, directories, going);
  const seen = { goroot, listed: files.size, compared: 0, changed: [], missing: [], added: [] };
  if (tree === 'cut') return { ...seen, unknown: null, cut: true };
  if (tree.closed !== null) {
    const { path, error } = tree.closed;
    return { ...seen, unknown: { path, why: whyOf(error) }, cut: false };
  }
  const missing: string[] = [];
  const changed: string[] = [];
  let unknown: Provenance['unknown'] = null;
  let compared = 0;
  let cut = false;
  for (const path of [...files.keys()].sort((a, b) => weight(a) - weight(b))) {
    const full = `${goroot}/${path}`;
    // It may lie behind a link that could not be followed.
    const stat = tree.paths.has(path) ? null : host.stat(full);
    if (stat?.ok === false) {
      if (isUnknown(stat.error)) unknown ??= { path: full, why: whyOf(stat.error) };
      else missing.push(path);
      continue;
    }
    if (cut || !(await going())) {
      cut = true;
      continue;
    }
    const hash = sha256Of(host, full);
    if (hash.ok) {
      compared++;
      if (hash.value !== files.get(path)) changed.push(path);
    } else if (hash.error.code === 'NOT_REGULAR') changed.push(path);
    // Of an image all of them are asked for at once.
    else unknown ??= { path: full, why: whyOf(hash.error) };
  }
  // A link of the list's own directories that leads nowhere: its files are missing, and it is not added.
  const added = [...tree.paths].filter((path) => !files.has(path) && !directories.has(path)).sort();
  return { ...seen, compared, changed, missing, added, unknown, cut };
}

function directoriesOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const path of files.keys())
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const above = path.slice(0, at);
      if (directories.has(above)) break;
      directories.add(above);
    }
  return directories;
}

function weight(path: string): number {
  if (path === 'VERSION') return 0;
  return path.startsWith('bin/') ? 1 : path.startsWith('pkg/tool/') ? 2 : 3;
}

function whyOf({ code, why }: FsFailure): Ignorance | Silence {
  return why ?? { code: 'errno', data: { errno: code } };
}
