import type { TargetReport } from '../../core/documents/target-report.ts';
import { once } from '../../core/once.ts';
import type { Ignorance } from '../../core/reason.ts';
import type { Result } from '../file.ts';
import type { FileCall, Host, NodeThere } from '../host.ts';
import { KERNEL_FILE } from '../kernel-file.ts';
import type { Account } from '../posix/account.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import type { Mount } from '../posix/mounts.ts';
import { NOT_RUN } from '../program/not-run.ts';
import { fail, ok } from '../result.ts';
import { nodeThere } from '../system/node-there.ts';
import { treeFiles } from './files.ts';
import type { DirectoryNode, FileNode } from './node.ts';
import { walk } from './resolve.ts';

/** A tree, and who would run in it. */
export interface TreeTarget {
  readonly target: TargetReport;
  /** With everything that is mounted over it: see `graft`. */
  readonly root: DirectoryNode;
  /** Uid, gid and supplementary groups. */
  readonly account: Pick<Account, 'uid' | 'gid' | 'groups'>;
  /** Effective ones, a bit set. */
  readonly capabilities: bigint;
  /** It is privileged, or was given devices; left out: not. */
  readonly hasDevices?: boolean;
  /** All of it: what a runtime adds too. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  /** Node's name of the processor, `unknown` where nobody says one. */
  readonly arch: string;
  /** What is mounted, by paths without links; null where nobody knows: then no mount refuses. */
  readonly mounts?: readonly Mount[] | null;
  /** Why nobody knows who it is: then all files are seen, and what this user may do with them is not known. */
  readonly stranger?: Ignorance;
  readonly rights?: Host['rights'];
  /** Files of the kernel of which it is known what they will say, by their paths in /proc and /sys. */
  readonly kernel?: Readonly<Record<string, string>>;
}

/** The clock is the only thing that the machine which looks speaks for. */
export type Operator = Pick<Host, 'now' | 'monotonic' | 'watch'>;

/**
 * A tree as a process that a container runtime starts in it would see it. Nothing in it is run.
 *
 * @param missed told of a file whose bytes were asked for and are not held
 */
export function treeHost(
  operator: Operator,
  of: TreeTarget,
  missed: (file: FileNode, wanted: number) => void = () => {},
): Host {
  const { uid, gid, groups } = of.account;
  const { now, monotonic, watch } = operator;
  const { stranger } = of;
  const files = treeFiles(of.root, {
    uid,
    gid,
    groups,
    capabilities: stranger === undefined ? of.capabilities : USUAL_CAPABILITIES,
    maps: null,
    mounts: of.mounts ?? null,
    protectedLinks: null,
    hasDevices: of.hasDevices ?? false,
    cwd: of.cwd,
    missed,
  });
  const host: Host = {
    target: of.target,
    env: of.env,
    cwd: of.cwd,
    arch: of.arch,
    proc: '/proc/self',
    ids: { uid, euid: uid, gid, egid: gid, groups: [...new Set([gid, ...groups])] },
    node: null,
    now,
    monotonic,
    ...(watch === undefined ? {} : { watch }),
    ...(of.rights === undefined ? {} : { rights: of.rights }),
    ...withKernelFiles(files, of.kernel ?? {}),
    ...(stranger === undefined ? {} : { access: () => fail('NOT_KNOWN', { why: stranger }) }),
    run: async () => NOT_RUN,
  };
  return { ...host, nodeThere: once(() => nodeInTree(host, of.root)) };
}

/** As it was found while the tree was read: the program alone has more bytes than are ever held. */
function nodeInTree(host: Host, root: DirectoryNode): NodeThere | null {
  const there = nodeThere(host);
  if (there === null) return null;
  const walked = walk(root, there.path, 'follow');
  const found =
    walked.end === 'reached' && walked.entry.node.type === 'file' ? walked.entry.node.found : null;
  if (found === null) return there;
  return {
    path: there.path,
    version: () => found.nodeVersion ?? there.version(),
    bundledRoots: () => found.nodeRoots,
  };
}

function withKernelFiles<F extends Pick<Host, FileCall>>(
  files: F,
  kernel: Readonly<Record<string, string>>,
): F {
  const of = (path: string) => (Object.hasOwn(kernel, path) ? Buffer.from(kernel[path] ?? '') : null);
  const or = <A extends readonly unknown[], T>(
    otherwise: (path: string, ...more: A) => Result<T>,
    known: (text: Buffer, ...more: A) => Result<T>,
  ) => {
    return (path: string, ...more: A): Result<T> => {
      const text = of(path);
      return text === null ? otherwise(path, ...more) : known(text, ...more);
    };
  };
  return {
    ...files,
    readFile: or(files.readFile, (text) => ok(text)),
    readHead: or(files.readHead, (text, bytes, from = 0) => ok(text.subarray(from, from + bytes))),
    stat: or(files.stat, () => ok(KERNEL_FILE)),
    lstat: or(files.lstat, () => ok(KERNEL_FILE)),
    access: or(files.access, (_, mode) => (mode === 'read' ? ok(true) : fail('EACCES'))),
  };
}
