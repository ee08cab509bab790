import type { Ignorance } from '../../../core/reason.ts';
import { graft, type Own } from '../../tree/graft.ts';
import type { DirectoryNode, TreeNode } from '../../tree/node.ts';
import { walk } from '../../tree/resolve.ts';
import type { Line } from '../manifest/field.ts';
import type { Doubt, Trouble } from '../model/trouble.ts';
import type { Asked } from './asked.ts';

/** A mount that was made. */
export interface Mounted extends Asked {
  /** Where it lies: links of the image are followed, as runc does. */
  readonly place: string;
  /** What it hides; null where nothing was there, or nobody can know. */
  readonly hides: TreeNode | null;
}

export interface Mounting {
  readonly root: DirectoryNode;
  readonly mounted: readonly Mounted[];
  readonly troubles: readonly Trouble[];
  readonly doubts: readonly Doubt[];
}

/**
 * Mounts one after the other as runc does (createMountpoint): a place that is missing is made, if what it lies on may be
 * written; a file cannot lie on a directory, nor a directory on a file.
 *
 * @param root the image, with the file systems of the kernel; the root becomes read-only only when all is mounted
 * @param elsewhere a line of the manifest for what nobody asked for
 */
export function mountAll(root: DirectoryNode, asked: readonly Asked[], elsewhere: Line): Mounting {
  let tree = root;
  const own: Own = new Set();
  const mounted: Mounted[] = [];
  const latest: Latest = new Map();
  const add = (mount: Mounted) => {
    latest.set(mount.place, { mount, number: mounted.length });
    mounted.push(mount);
  };
  const troubles: Trouble[] = [];
  const doubts: Doubt[] = [];
  for (const mount of asked) {
    const at = mount.at ?? elsewhere;
    const problem = obstacle(tree, mount, latest);
    if (problem !== null && 'code' in problem) doubts.push({ why: problem, at });
    else if (problem !== null)
      troubles.push({ kind: 'mount', reason: 'StartError', message: problem.message, at });
    if (mount.node === null) {
      add({ ...mount, place: mount.path, hides: null });
      continue;
    }
    const made = graft(tree, mount.path, mount.node, own);
    tree = made.root;
    add({ ...mount, place: made.at, hides: made.hides });
  }
  return { root: tree, mounted, troubles, doubts };
}

/** The last mount at each place, and which it was: a container may have thousands. */
type Latest = Map<string, { readonly mount: Mounted; readonly number: number }>;

/** Of the mounts at a path and above it the last one. */
function lastAbove(path: string, latest: Latest): Mounted | undefined {
  let last = latest.get('/');
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const there = latest.get(path.slice(0, end));
    if (there !== undefined && there.number > (last?.number ?? -1)) last = there;
  }
  return last?.mount;
}

function obstacle(
  tree: DirectoryNode,
  { path, is, node }: Asked,
  latest: Latest,
): { readonly message: string } | Ignorance | null {
  if (node === null) return null;
  const found = walk(tree, path, 'follow');
  const failed = (why: string) => ({ message: `error mounting ${JSON.stringify(path)}: ${why}` });
  if (found.end === 'reached') {
    const there = found.entry.node.type === 'directory' ? 'directory' : 'file';
    if (is === null) return OF_THE_NODE;
    return is === there
      ? null
      : failed('not a directory: a directory cannot be mounted onto a file, nor a file onto a directory');
  }
  if (found.code === 'NOT_KNOWN') return isOfRuntime(path) ? null : (found.why ?? OF_THE_NODE);
  if (found.code !== 'ENOENT') return failed(found.code === 'ENOTDIR' ? 'not a directory' : found.code);
  const on = lastAbove(found.at.directory.path, latest);
  return on?.readOnly === true
    ? failed(`there is no such place in ${on.place}, which is mounted read-only: read-only file system`)
    : null;
}

const OF_THE_NODE: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };

/** File systems that the runtime makes anew, and in which it may make whatever it needs. */
function isOfRuntime(path: string): boolean {
  return path.startsWith('/dev/');
}
