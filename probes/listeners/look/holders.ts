import type { Deadline } from '../../../src/core/probe.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Socket } from '../../../src/target/posix/sockets/socket.ts';
import type { Holder, ListenersFacts } from '../facts.ts';

/**
 * Who has these sockets open, by the descriptors in /proc that this process may look at: its own user's, or all for
 * root. The others of a pod share its network but not its processes, and are not among them.
 */
export function readHolders(
  host: Host,
  sockets: readonly Socket[],
  deadline: Deadline,
): Pick<ListenersFacts, 'holders' | 'late'> {
  const open = new Set(sockets.map(({ inode }) => inode).filter((inode) => inode > 0));
  const holders = new Map<number, Holder>();
  const proc = host.outerProc ?? host;
  const processes = proc.readdir('/proc');
  if (!processes.ok) return { holders, late: false };
  const network = networkOf(host);
  for (const pid of processes.value.filter((name) => /^\d+$/.test(name))) {
    if (open.size === 0) break;
    if (deadline.expired()) return { holders, late: true };
    // Of a whole machine most are in other networks.
    if (network !== null && linkOf(proc, `/proc/${pid}/ns/net`) !== network) continue;
    // Asked first: to be refused there is no lack of what is looked for.
    if (!proc.access(`/proc/${pid}/fd`, 'read').ok) continue;
    const descriptors = proc.readdir(`/proc/${pid}/fd`);
    if (!descriptors.ok) continue;
    for (const descriptor of descriptors.value) {
      const target = proc.readlink(`/proc/${pid}/fd/${descriptor}`);
      const inode = target.ok ? Number(/^socket:\[(\d+)\]$/.exec(target.value)?.[1]) : Number.NaN;
      // A process that has ended meanwhile, or a child that inherited it: the first one counts.
      if (open.delete(inode)) holders.set(inode, { pid: Number(pid), names: namesOf(proc, pid) });
    }
  }
  return { holders, late: false };
}

type Proc = Pick<Host, 'access' | 'readdir' | 'readFile' | 'readlink'>;

/** The network namespace of the process that is looked at; null: it is that of whoever looks, and all that is seen is asked. */
function networkOf({ outerProc, target }: Host): string | null {
  return outerProc === undefined || target?.kind !== 'process'
    ? null
    : linkOf(outerProc, `/proc/${target.pid}/ns/net`);
}

function linkOf(proc: Proc, path: string): string | null {
  const link = proc.readlink(path);
  return link.ok ? link.value : null;
}

/** The name of its thread (cut to 15 characters by the kernel), of its file, of its first argument. */
function namesOf(proc: Proc, pid: string): readonly string[] {
  const comm = proc.readFile(`/proc/${pid}/comm`);
  const exe = proc.readlink(`/proc/${pid}/exe`);
  const words = proc.readFile(`/proc/${pid}/cmdline`);
  const [first = ''] = words.ok ? words.value.toString('utf8').split('\0', 1) : [];
  const names = [
    comm.ok ? comm.value.toString('utf8').trim() : '',
    exe.ok ? lastOf(exe.value.replace(/ \(deleted\)$/, '')) : '',
    lastOf(first),
  ];
  return [...new Set(names.filter((name) => name !== ''))];
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
