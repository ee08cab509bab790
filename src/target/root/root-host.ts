import type { TargetReport } from '../../core/documents/target-report.ts';
import { once } from '../../core/once.ts';
import type { FsFailure } from '../file.ts';
import type { Host } from '../host.ts';
import { tellingOfAnswers } from '../live/beside/guard.ts';
import { tellDue } from '../live/beside/notes.ts';
import { failure } from '../live/files/attempt.ts';
import { type Account, accountOf } from '../posix/account.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import { NOT_RUN } from '../program/not-run.ts';
import { DEFAULT_PATH } from '../system/default-path.ts';
import { nodeThere } from '../system/node-there.ts';
import { archOf } from './arch.ts';
import { capabilitiesBy } from './capabilities.ts';
import { rootFiles, type Viewer } from './files.ts';
import { accessLists, findLister, wholeLists } from './lists.ts';
import { guardRoot, remoteOf } from './remote.ts';
import { closeTree, forget, openTree, type Tree } from './tree.ts';

/** Which root, and who would run in it. */
export interface RootTarget {
  /** The directory that is taken for `/`. */
  readonly root: string;
  /** `NAME`, `UID`, either with `:GROUP` or `:GID`; null: root. */
  readonly user: string | null;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The directory cannot be looked at. */
export class NoRoot extends Error {
  readonly failure: FsFailure;

  constructor(failure: FsFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Directories that a runtime mounts over, whatever the image holds there. */
const MOUNTED = ['/dev', '/proc', '/sys'];

/**
 * A root file system in a directory, as a process that a container runtime starts in it would see it. Nothing of
 * this process speaks for it but the clock; nothing in it is run or written.
 *
 * @throws NoRoot, NoAccount
 */
export function rootHost(operator: Host, { root, user, cwd, env }: RootTarget): Host {
  const tree = opened(root, guardRoot(remoteOf(operator, root)));
  const bare: Viewer = { ...NOBODY, capabilities: USUAL_CAPABILITIES, cwd, listOf: () => null };
  const asRoot = tellingOfAnswers(rootFiles(tree, bare));
  const account = accountOf(asRoot, user ?? '');
  const lister = findLister(operator);
  const viewer: Viewer = {
    ...bare,
    ...account,
    capabilities: account.uid === 0 ? USUAL_CAPABILITIES : 0n,
    listOf: accessLists(lister),
    ...wholeLists(lister),
    capabilitiesOf: capabilitiesBy(operator),
  };
  const files = tellingOfAnswers(rootFiles(tree, viewer));
  const { now, monotonic, watch } = operator;
  const target: TargetReport = { kind: 'root', root };
  const host: Host = {
    target,
    reachedBy: root,
    env: { PATH: DEFAULT_PATH, HOME: account.home, ...env },
    cwd,
    arch: archOf(asRoot),
    proc: '/proc/self',
    ids: idsOf(account),
    node: null,
    now,
    monotonic,
    ...(watch === undefined ? {} : { watch }),
    dueAt: (atMs) => {
      forget(tree);
      tellDue(atMs);
    },
    ...files,
    // As engines give them where nobody says anything.
    rights: { bounding: USUAL_CAPABILITIES, noNewPrivileges: false, firstFreePort: null, stated: false },
    // The room is that of this machine's disk: it says nothing of the path.
    statfs: () => ({ ok: false, error: { code: 'EINVAL' } }),
    run: async () => NOT_RUN,
  };
  return { ...host, nodeThere: once(() => nodeThere(host)) };
}

const NOBODY = { uid: 0, gid: 0, groups: [], maps: null, mounts: null, protectedLinks: null };

function opened(root: string, guarded: Tree['closed']): Tree {
  const silent = guarded('/');
  if (silent !== null) throw new NoRoot(silent);
  let tree: Tree;
  try {
    tree = openTree(root, (path) =>
      MOUNTED.includes(path)
        ? { code: 'NOT_KNOWN', why: { code: 'mounted-by-runtime', data: { path } } }
        : guarded(path),
    );
  } catch (error) {
    throw new NoRoot(failure(error));
  }
  // Archives seldom hold / itself: then its mode is that of the folder which somebody made for it (mktemp: 0700).
  tree.root.stats.mode |= 0o555;
  const bare: Viewer = { ...NOBODY, capabilities: USUAL_CAPABILITIES, cwd: '/', listOf: () => null };
  const seen = tellingOfAnswers(rootFiles(tree, bare)).readdir('/');
  if (seen.ok) return tree;
  closeTree(tree);
  throw new NoRoot(seen.error);
}

function idsOf({ uid, gid, groups }: Account): Host['ids'] {
  return { uid, euid: uid, gid, egid: gid, groups: [...new Set([gid, ...groups])] };
}
