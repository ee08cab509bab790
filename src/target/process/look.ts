import { closeSync, constants, fstatSync, openSync, readlinkSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { FsFailure } from '../file.ts';
import type { FileCall, Host, Ids } from '../host.ts';
import { attempt } from '../live/attempt.ts';
import type { Guard } from '../live/beside/guard.ts';
import { readFile, readHead, textOf } from '../live/read.ts';
import { isUnder, type Mount, mountOf, parseMountInfo } from '../posix/mounts.ts';
import { inspectExecutable } from '../program/elf.ts';
import { archOf } from '../root/arch.ts';
import { rootFiles, type Viewer } from '../root/files.ts';
import { accessLists, type Lister, wholeLists } from '../root/lists.ts';
import { walk } from '../root/resolve.ts';
import { closeTree, forget, O_PATH, openTree, type Tree } from '../root/tree.ts';
import { Glances, type Link } from './glance.ts';
import { initStatus } from './init.ts';
import { type Located, locate, type Moment, momentOf, OWN_PROC } from './locate.ts';
import { parseEnviron, type StartEnvironment } from './proc/environ.ts';
import { mappedIds, parseIdMap, toInside } from './proc/id-map.ts';
import { parseStat } from './proc/stat.ts';
import { statusInside } from './proc/status-inside.ts';
import { NoProcess } from './refusal/no-process.ts';
import { refusedBy } from './refusal/refused.ts';

/** What is known of a process once and for all. Plain data: it comes from another process. */
export interface ProcessSeen {
  readonly pid: number;
  readonly thread: number | null;
  readonly moment: Moment;
  /** In the numbers of its own user namespace. */
  readonly ids: Ids;
  /** The environment that it started with. */
  readonly environment: StartEnvironment;
  /** Null where it was deleted. */
  readonly cwd: string | null;
  readonly arch: string;
  /** Its files in /proc that it finds there itself, by their paths; what cannot be known is not there. */
  readonly own: Readonly<Record<string, string>>;
  /** Where it is in the /proc that it was looked for in. */
  readonly directory: string;
}

export interface Looked {
  readonly seen: ProcessSeen;
  readonly files: Pick<Host, FileCall | 'acl'>;
  /** Where a part of the program that it runs is to be read, which may have no name any more; null: nobody may. */
  executable(): string | null;
  /** Looks anew from here on, at what stands there then. */
  anew(): void;
  /** What stands at its paths, in a few calls: see {@link Glances}. */
  glances(links: Map<string, Link>, crowded?: ReadonlySet<string>): Glances;
  /** Lets all of it go: nothing is looked at any more, and no descriptor is held. */
  close(): void;
}

/** CAP_* of all kinds: for what is asked in nobody's name. */
const ALL_CAPABILITIES = (1n << 64n) - 1n;

/**
 * Looks at a process from outside. Its files are opened through /proc/N/root as {@link rootFiles} does, so that
 * nothing is ever opened by a path that it could bend; nothing of it is run, stopped or written.
 *
 * @param lister the program that tells of access lists; null where there is none
 * @param guard why a path is not to be opened, asked before it is; null: it is
 * @param proc where the proc file system is mounted that counts so
 * @param before what was seen of it earlier: of the same program what it is built for is not read again
 * @throws NoProcess
 */
export function look(
  pid: number,
  lister: Lister | null,
  guard: Guard = () => () => null,
  proc = OWN_PROC,
  before: ProcessSeen | null = null,
): Looked {
  const located = locate(proc, pid);
  const moment = momentOf(located);
  if (moment === null) throw whyNot(located);
  const { directory, credentials } = located;
  const text = (name: string) => {
    const file = readFile(`${directory}/${name}`);
    if (!file.ok) throw whyNot(located, file.error.code);
    return file.value;
  };
  const maps = { uid: text('uid_map').toString('latin1'), gid: text('gid_map').toString('latin1') };
  const mountinfo = text('mountinfo').toString('utf8');
  const mounts = parseMountInfo(mountinfo);
  const known = before !== null && isDeepStrictEqual(before.moment, moment) ? before : null;
  const same = link(`${directory}/ns/user`) === link('/proc/self/ns/user');
  const uids = parseIdMap(maps.uid);
  const gids = parseIdMap(maps.gid);
  const shown = (kind: 'uid' | 'gid', id: number) => (same ? id : toInside(kind === 'uid' ? uids : gids, id));
  const mapped = { uids: mappedIds(uids, same), gids: mappedIds(gids, same) };
  const all = { first: 0, count: 2 ** 32 };
  const viewer: Viewer = {
    uid: credentials.uids[3],
    gid: credentials.gids[3],
    groups: credentials.groups,
    capabilities: credentials.effective,
    maps:
      mapped.uids === null && mapped.gids === null
        ? null
        : { uids: mapped.uids ?? [all], gids: mapped.gids ?? [all] },
    mounts,
    protectedLinks: flag('/proc/sys/fs/protected_symlinks'),
    cwd: '/',
    shown,
    listOf: accessLists(lister),
    ...wholeLists(lister),
  };
  const tree = opened(located, mounts, guard(mounts));
  try {
    const bare: Viewer = {
      ...viewer,
      uid: 0,
      gid: 0,
      groups: [],
      capabilities: ALL_CAPABILITIES,
      maps: null,
    };
    const cwd = workingDirectory(directory, tree);
    const argumentBytes = parseStat(located.stats[1])?.argumentBytes ?? null;
    const cmdline = text('cmdline');
    const titleOverflows = argumentBytes !== null && cmdline.length > argumentBytes;
    const [uid, euid] = credentials.uids.map((id) => shown('uid', id)) as [number, number];
    const [gid, egid] = credentials.gids.map((id) => shown('gid', id)) as [number, number];
    const groups = credentials.groups.map((id) => shown('gid', id));
    const init = initStatus(proc, located);
    const cgroup = textOf(`${directory}/cgroup`);
    const limits = textOf(`${directory}/limits`);
    const mounted = mounts.some(({ fsType, mountPoint }) => fsType === 'proc' && mountPoint === '/proc');
    return {
      seen: {
        pid,
        thread: located.thread,
        directory,
        moment,
        ids: { uid, euid, gid, egid, groups: [...new Set([egid, ...groups])] },
        environment: parseEnviron(text('environ'), titleOverflows),
        cwd,
        arch: known?.arch ?? architecture(rootFiles(tree, bare), directory),
        own: mounted
          ? {
              '/proc/self/status': statusInside(located.status, shown),
              '/proc/self/mountinfo': mountinfo,
              '/proc/self/cmdline': cmdline.toString('utf8'),
              ...(cgroup === null ? {} : { '/proc/self/cgroup': cgroup }),
              ...(limits === null ? {} : { '/proc/self/limits': limits }),
              '/proc/self/uid_map': maps.uid,
              '/proc/self/gid_map': maps.gid,
              ...(init === null ? {} : { '/proc/1/status': statusInside(init, shown) }),
            }
          : {},
      },
      files: rootFiles(tree, { ...viewer, cwd }),
      executable: () => executable(directory, tree),
      anew: () => forget(tree),
      glances: (links, crowded) => new Glances(tree, links, crowded),
      close: () => closeTree(tree),
    };
  } catch (error) {
    closeTree(tree);
    throw error;
  }
}

/** What a process may change and stay the same: its mounts, and who it is. Two of one value are taken for the same. */
export function settingNow(pid: number): readonly (string | null)[] {
  const status = textOf(`${OWN_PROC}/${pid}/status`) ?? '';
  return [
    textOf(`${OWN_PROC}/${pid}/mountinfo`),
    ...['Umask', 'Uid', 'Gid', 'Groups', 'CapEff'].map(
      (name) => new RegExp(`^${name}:.*`, 'm').exec(status)?.[0] ?? null,
    ),
  ];
}

/** The process as it is now; null where it is not there any more. */
export function momentNow(pid: number, proc = OWN_PROC): Moment | null {
  try {
    return momentOf(locate(proc, pid));
  } catch {
    return null;
  }
}

/** Nothing in a mounted /proc is looked at: what is told there depends on who asks, and its links lead anywhere. */
function opened(located: Located, mounts: readonly Mount[], guarded: Tree['closed']): Tree {
  const points = mounts.filter(({ fsType }) => fsType === 'proc').map(({ mountPoint }) => mountPoint);
  const closed = (path: string): FsFailure | null =>
    points.some((point) => path !== point && isUnder(path, point)) && mountOf(mounts, path)?.fsType === 'proc'
      ? { code: 'NOT_KNOWN', why: { code: 'proc-tells-each', data: {} } }
      : guarded(path);
  try {
    return openTree(`${located.directory}/root`, closed);
  } catch (error) {
    throw whyNot(located, (error as NodeJS.ErrnoException).code);
  }
}

/** @param code errno name of what was tried last, where it is known */
function whyNot(located: Located, code?: string): NoProcess {
  const refused = (code ?? codeOf(located)) === 'EACCES' || code === 'EPERM';
  return new NoProcess((refused ? refusedBy(located) : null) ?? { code: 'ended' });
}

function codeOf({ directory }: Located): string | null {
  const root = attempt(() => readlinkSync(`${directory}/root`));
  return root.ok ? null : root.error.code;
}

/** Inside of the root, by the name that the kernel gives it there, where that name still leads to it. */
function workingDirectory(directory: string, tree: Tree): string | null {
  const [root, cwd] = [link(`${directory}/root`), link(`${directory}/cwd`)];
  if (root === null || cwd === null || !isUnder(cwd, root)) return null;
  const path = root === '/' ? cwd : cwd.slice(root.length) || '/';
  const there = attempt(() => {
    const fd = openSync(`${directory}/cwd`, O_PATH | constants.O_DIRECTORY);
    try {
      return fstatSync(fd);
    } finally {
      closeSync(fd);
    }
  });
  if (!there.ok) return null;
  const { dev, ino } = there.value;
  return walk(tree, path, 'nofollow', (walked) =>
    walked.end === 'reached' && walked.entry.stats.dev === dev && walked.entry.stats.ino === ino
      ? path
      : null,
  );
}

/** By the programs of its root, else by the one that it runs: that one may be an emulator. */
function architecture(files: Pick<Host, 'readHead'>, directory: string): string {
  const arch = archOf(files);
  if (arch !== 'unknown') return arch;
  const head = readHead(`${directory}/exe`, 4096);
  const program = head.ok ? inspectExecutable(head.value) : null;
  return program?.kind === 'elf' ? program.machine : arch;
}

/** The link of the kernel to the file itself, unless that lies where nothing is opened. */
function executable(directory: string, { closed }: Tree): string | null {
  const path = `${directory}/exe`;
  const named = link(path)?.replace(/ \(deleted\)$/, '');
  return named !== undefined && closed(named) === null ? path : null;
}

function link(path: string): string | null {
  const target = attempt(() => readlinkSync(path));
  return target.ok ? target.value : null;
}

function flag(path: string): boolean | null {
  const text = textOf(path);
  return text === null ? null : text.trim() === '1';
}
