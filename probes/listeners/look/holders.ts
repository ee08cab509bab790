import type { Deadline } from '../../../src/core/probe.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Holder, ListenersFacts, Socket } from '../facts.ts';

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
  const processes = host.readdir('/proc');
  if (!processes.ok) return { holders, late: false };
  for (const pid of processes.value.filter((name) => /^\d+$/.test(name))) {
    if (open.size === 0) break;
    if (deadline.expired()) return { holders, late: true };
    // Asked first: to be refused there is no lack of what is looked for.
    if (!host.access(`/proc/${pid}/fd`, 'read').ok) continue;
    const descriptors = host.readdir(`/proc/${pid}/fd`);
    if (!descriptors.ok) continue;
    for (const descriptor of descriptors.value) {
      const target = host.readlink(`/proc/${pid}/fd/${descriptor}`);
      const inode = target.ok ? Number(/^socket:\[(\d+)\]$/.exec(target.value)?.[1]) : Number.NaN;
      // A process that has ended meanwhile, or a child that inherited it: the first one counts.
      if (open.delete(inode)) holders.set(inode, { pid: Number(pid), names: namesOf(host, pid) });
    }
  }
  return { holders, late: false };
}

/** The name of its thread (cut to 15 characters by the kernel), of its file, of its first argument. */
function namesOf(host: Host, pid: string): readonly string[] {
  const comm = host.readFile(`/proc/${pid}/comm`);
  const exe = host.readlink(`/proc/${pid}/exe`);
  const words = host.readFile(`/proc/${pid}/cmdline`);
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
