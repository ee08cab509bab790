import { isDeepStrictEqual } from 'node:util';
import type { FileCall, Host, Ids } from '../host.ts';
import type { Guard } from '../live/beside/guard.ts';
import { readFile, textOf } from '../live/files/read.ts';
import { parseMountInfo } from '../posix/mounts.ts';
import { remoteMounts } from '../posix/remote-mounts.ts';
import { rootFiles, type Viewer } from '../root/files.ts';
import { accessLists, type Lister, wholeLists } from '../root/lists.ts';
import { closeTree, forget } from '../root/tree.ts';
import { Glances, type Link } from './glance.ts';
import { initStatus } from './init.ts';
import { type Layers, layersOf } from './layers.ts';
import { link } from './link.ts';
import { locate, type Moment, momentOf, OWN_PROC } from './locate.ts';
import { architecture, executable, opened, workingDirectory } from './own-root.ts';
import type { Credentials } from './proc/credentials.ts';
import { parseEnviron, type StartEnvironment } from './proc/environ.ts';
import { type UserNamespace, userNamespace } from './proc/id-map.ts';
import { parseStat } from './proc/stat.ts';
import { statusInside } from './proc/status-inside.ts';
import { whyNot } from './refusal/why-not.ts';
import { rightsOf } from './rights.ts';
import { PLACES, type Places, ProcessTrail } from './trail/process-trail.ts';

/** What is known of a process once and for all. Plain data: it comes from another process. */
export interface ProcessSeen {
  readonly pid: number;
  readonly thread: number | null;
  readonly moment: Moment;
  /** In the numbers of its own user namespace. */
  readonly ids: Ids;
  /** What else decides whether it may use a file: capabilities, how its ids are mapped, what its mounts forbid. */
  readonly rights: string;
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
  /** It has a file system that may not answer. */
  readonly mayBeSilent: boolean;
  /** Of its root; null where that is no overlay. */
  readonly layers: Layers | null;
  readonly files: Pick<Host, FileCall | 'acl'>;
  /** Where a part of the program that it runs is to be read, which may have no name any more; null: nobody may. */
  executable(): string | null;
  /** Looks anew from here on, at what stands there then. */
  anew(): void;
  /** What stands at its paths, in a few calls: see {@link Glances}. */
  glances(links: Map<string, Link>, crowded?: ReadonlySet<string>): Glances;
  /**
   * How the process itself was; null where that cannot be asked again in a few calls: it is not the first one of its pid
   * namespace, or it has a file system that may not answer.
   */
  trail(): ProcessTrail | null;
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
  // Before all that follows from them.
  const places = Object.fromEntries(PLACES.map((name) => [name, link(`${directory}/${name}`)])) as Places;
  const maps = { uid: text('uid_map').toString('latin1'), gid: text('gid_map').toString('latin1') };
  const mountBytes = text('mountinfo');
  const mountinfo = mountBytes.toString('utf8');
  const mounts = parseMountInfo(mountinfo);
  const known = before !== null && isDeepStrictEqual(before.moment, moment) ? before : null;
  const same = places['ns/user'] === link('/proc/self/ns/user');
  const namespace = userNamespace(maps, same);
  const { shown } = namespace;
  const viewer: Viewer = {
    uid: credentials.uids[3],
    gid: credentials.gids[3],
    groups: credentials.groups,
    capabilities: credentials.effective,
    maps: namespace.mapped,
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
    const init = initStatus(proc, located);
    const cgroup = textOf(`${directory}/cgroup`);
    const limits = textOf(`${directory}/limits`);
    const environ = text('environ');
    const mayBeSilent = remoteMounts(mounts).length > 0;
    const layers = layersOf(mounts);
    const mounted = mounts.some(({ fsType, mountPoint }) => fsType === 'proc' && mountPoint === '/proc');
    return {
      seen: {
        pid,
        thread: located.thread,
        directory,
        moment,
        ids: idsOf(credentials, shown),
        rights: rightsOf(viewer, maps, same),
        environment: parseEnviron(environ, titleOverflows),
        cwd,
        arch: known?.arch ?? architecture(rootFiles(tree, bare), directory),
        own: mounted
          ? withoutAbsent({
              '/proc/self/status': statusInside(located.status, shown),
              '/proc/self/mountinfo': mountinfo,
              '/proc/self/cmdline': cmdline.toString('utf8'),
              '/proc/self/cgroup': cgroup,
              '/proc/self/limits': limits,
              '/proc/self/uid_map': maps.uid,
              '/proc/self/gid_map': maps.gid,
              '/proc/1/status': init && statusInside(init, shown),
            })
          : {},
      },
      mayBeSilent,
      layers,
      files: rootFiles(tree, { ...viewer, cwd }),
      executable: () => executable(directory, tree),
      anew: () => forget(tree),
      glances: (links, crowded) => new Glances(tree, links, crowded, layers),
      trail: () =>
        located.thread === null && init === located.status && !mayBeSilent
          ? ProcessTrail.of(
              directory,
              moment,
              {
                ...{ status: bytesOf(located.status), mountinfo: mountBytes, cmdline, environ },
                ...{ cgroup: bytesOf(cgroup), limits: bytesOf(limits) },
              },
              places,
            )
          : null,
      close: () => closeTree(tree),
    };
  } catch (error) {
    closeTree(tree);
    throw error;
  }
}

/** As the process itself counts. */
function idsOf({ uids, gids, groups }: Credentials, shown: UserNamespace['shown']): Ids {
  const [uid, euid] = uids.map((id) => shown('uid', id)) as [number, number];
  const [gid, egid] = gids.map((id) => shown('gid', id)) as [number, number];
  const inside = groups.map((id) => shown('gid', id));
  return { uid, euid, gid, egid, groups: [...new Set([egid, ...inside])] };
}

function withoutAbsent(files: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
}

function bytesOf(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text, 'utf8');
}

function flag(path: string): boolean | null {
  const text = textOf(path);
  return text === null ? null : text.trim() === '1';
}
