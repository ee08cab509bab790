import type { Host } from '../../src/target/host.ts';
import {
  afterExec,
  type ProcessCapabilities,
} from '../../src/target/posix/capabilities/exec-capabilities.ts';
import { type FileCapabilities, namesOf } from '../../src/target/posix/capabilities/file-capabilities.ts';
import { capabilitiesOfKernel } from '../../src/target/posix/capabilities/kernel.ts';
import { isNoSetuid, mountOf, readMounts } from '../../src/target/posix/mounts.ts';
import { realOr } from '../../src/target/posix/real-path.ts';
import type { FileRights } from './facts.ts';

/** As a set: nobody needs it where every port is free to all. */
const CAP_NET_BIND_SERVICE = 1n << 10n;

/** What root has of them when it has become another user (setuid(2)): what is inheritable stays. */
export function asUser(root: ProcessCapabilities, uid: number): ProcessCapabilities {
  return uid === 0 ? root : { ...root, root: false, permitted: 0n, ambient: 0n };
}

/** Whatever the file of a program has is given to it: who asks about that may be spared. */
export function givesAll(host: Host, { bounding, noNewPrivileges }: ProcessCapabilities): boolean {
  return !noNewPrivileges && (capabilitiesOfKernel(host) & ~bounding) === 0n;
}

/**
 * What becomes of the capabilities of a file.
 *
 * @param known the starter is who runs it: nothing in front changes that further
 */
export function fileRights(
  host: Host,
  path: string,
  has: FileCapabilities,
  starter: ProcessCapabilities,
  known: boolean,
): FileRights {
  const mounts = readMounts(host);
  // setcap takes no link.
  const real = realOr(host, path);
  const mount = mounts === null ? null : mountOf(mounts, real);
  const unread = mount !== null && isNoSetuid(mount);
  const file = { ...has, permitted: has.permitted & capabilitiesOfKernel(host) };
  const names = namesOf(file.permitted);
  const stated = host.rights?.stated ?? true;
  const found = { path: real, names, effective: file.effective, stated };
  const after = afterExec(starter, unread ? null : file);
  if (after.kind === 'refused') return { ...found, missing: namesOf(after.missing), lost: [], why: null };
  const kept = after.effective | (firstFreePort(host) === 0 ? CAP_NET_BIND_SERVICE : 0n);
  const lost = known && file.effective ? file.permitted & starter.bounding & ~kept : 0n;
  const why = unread ? 'nosuid' : 'no-new-privileges';
  return { ...found, missing: [], lost: namesOf(lost), why: lost === 0n ? null : why };
}

/** The first port that everybody may listen on (ip(7)); null where it is not known. */
export function firstFreePort(host: Host): number | null {
  if (host.rights !== undefined) return host.rights.firstFreePort;
  const file = host.readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start');
  return file.ok ? Number(file.value.toString('latin1')) : null;
}

/** The program of these rights may listen below 1024. */
export function binds(rights: FileRights | null): boolean | null {
  if (rights === null) return null;
  const has = (names: readonly string[]) => names.includes('NET_BIND_SERVICE');
  return rights.effective && has(rights.names) && !has(rights.lost) && rights.missing.length === 0;
}
