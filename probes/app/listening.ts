import type { Host } from '../../src/target/host.ts';

/** What is asked of /proc. */
type Proc = Pick<Host, 'readFile' | 'readdir' | 'readlink'>;

/** TCP ports at which somebody listens in the network namespace of a program. */
export interface Listening {
  /** Itself, or a process that it started. */
  readonly own: ReadonlySet<number>;
  /** Who, cannot be seen. */
  readonly perhaps: ReadonlySet<number>;
}

/** Of a line of proc_net_tcp (Linux' Documentation/networking): the local port and the inode, where the state is TCP_LISTEN. */
const LISTENS =
  /^ *\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:[0-9A-F]{4} 0A [0-9A-F:]+ [0-9A-F:]+ [0-9A-F]+ +\d+ +\d+ (\d+) /gm;

/** More processes than a program of a container starts are not looked at. */
const MAX_PROCESSES = 64;
const MAX_HANDLES = 4096;

/**
 * Who listens: a port that another container of the pod holds is not the program's.
 *
 * @param proc where its processes are seen by number
 * @param pid its own
 * @param directory of it in /proc, where its network namespace is read
 */
export function listeningAt(host: Host, proc: Proc, pid: number, directory: string): Listening {
  const held = ['tcp', 'tcp6'].flatMap((name) => {
    const table = host.readFile(`${directory}/net/${name}`);
    return table.ok ? [...table.value.toString('latin1').matchAll(LISTENS)] : [];
  });
  const own = new Set<number>();
  const perhaps = new Set<number>();
  if (held.length === 0) return { own, perhaps };
  const { inodes, whole } = socketsOf(proc, pid);
  for (const [, port = '', inode = ''] of held) {
    if (inodes.has(inode)) own.add(Number.parseInt(port, 16));
    else if (!whole) perhaps.add(Number.parseInt(port, 16));
  }
  return { own, perhaps };
}

/** Inodes of the sockets that a process and its descendants have open; `whole`: all of them could be looked at. */
function socketsOf(
  proc: Proc,
  pid: number,
): { readonly inodes: ReadonlySet<string>; readonly whole: boolean } {
  const inodes = new Set<string>();
  let whole = true;
  const left = [pid];
  for (let looked = 0; left.length > 0; looked++) {
    const at = `/proc/${left.shift()}`;
    const handles = proc.readdir(`${at}/fd`);
    if (looked === MAX_PROCESSES || !handles.ok || handles.value.length > MAX_HANDLES)
      return { inodes, whole: false };
    for (const handle of handles.value) {
      const target = proc.readlink(`${at}/fd/${handle}`);
      const inode = target.ok ? /^socket:\[(\d+)\]$/.exec(target.value)?.[1] : undefined;
      if (inode !== undefined) inodes.add(inode);
    }
    const children = childrenOf(proc, at);
    if (children === null) whole = false;
    else left.push(...children);
  }
  return { inodes, whole };
}

/** By each of its threads (proc_tid_children(5)); null where the kernel does not tell. */
function childrenOf(proc: Proc, at: string): readonly number[] | null {
  const threads = proc.readdir(`${at}/task`);
  if (!threads.ok) return null;
  const found: number[] = [];
  for (const thread of threads.value.slice(0, MAX_HANDLES)) {
    const file = proc.readFile(`${at}/task/${thread}/children`);
    if (!file.ok) return null;
    found.push(...(file.value.toString('latin1').match(/\d+/g) ?? []).map(Number));
  }
  return found;
}
