import type { Family, Platform } from '../../core/platform.ts';
import type { Host } from '../host.ts';
import { CAP_CHOWN, hasCapability, readProcStatus } from '../posix/process-status.ts';
import { parentOf } from '../posix/walk-path.ts';
import { inDirectory, pathDirectories } from '../program/find-program.ts';
import { readOsRelease } from './os-release.ts';

/** Which container this is, for remedies and the head of the report. */
export function detectPlatform(host: Host): Platform {
  const release = readOsRelease(host);
  const os = release?.ID ?? null;
  const family = familyOf(os, release?.ID_LIKE ?? '', host);
  return {
    family,
    os,
    osVersion: release?.VERSION_ID ?? null,
    label: release?.PRETTY_NAME ?? os ?? 'an image without os-release',
    libc: detectLibc(host, family),
    root: host.ids.euid === 0 && mayGiveAway(host),
    ...placeOf(host),
    has: programs(host),
    writes: (path) => mayChange(host, path),
  };
}

/** Whether something can be done in it, and from where. */
function placeOf({ image, container, pod, reachedBy }: Host): Pick<Platform, 'closed' | 'reachedBy'> {
  const isMade = (image ?? container ?? pod) === undefined;
  if (!isMade || reachedBy === null) return { closed: true };
  return reachedBy === undefined ? {} : { reachedBy };
}

/** A root without capabilities changes no owner and installs no package. Without /proc nobody knows. */
function mayGiveAway(host: Host): boolean {
  const set = readProcStatus(host, '/proc/self')?.capEff ?? null;
  return set === null || hasCapability(set, CAP_CHOWN);
}

/** A file is replaced in its directory (sed -i), or written to as it stands (go mod tidy): both must be allowed. */
function mayChange(host: Host, path: string): boolean {
  if (host.stat(path).ok && !host.access(path, 'write').ok) return false;
  let above = parentOf(path);
  while (above !== '/' && !host.stat(above).ok) above = parentOf(above);
  return host.access(above, 'write').ok;
}

/** Where RUN looks too, whatever PATH this process has. */
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function programs(host: Host): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const isProgram = (path: string) => {
    const stat = host.stat(path);
    return stat.ok && stat.value.type === 'file' && (stat.value.mode & 0o111) !== 0;
  };
  const look = (name: string) =>
    name.startsWith('/')
      ? isProgram(name)
      : pathDirectories(`${host.env.PATH ?? ''}:${SYSTEM_PATH}`).some((directory) =>
          isProgram(inDirectory(directory, name)),
        );
  return (name) => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const there = look(name);
    known.set(name, there);
    return there;
  };
}

const OF_RPM = ['rpm', 'dnf', 'microdnf', 'tdnf', 'yum', 'zypper'] as const;

/**
 * By the package manager that is there first: distroless images carry Debian's os-release and have no
 * apt, so the name alone would give a remedy that cannot be run.
 */
function familyOf(os: string | null, like: string, host: Host): Family {
  const has = (path: string) => host.stat(path).ok;
  if (has('/usr/bin/apt-get') || has('/usr/bin/dpkg')) return 'debian';
  if (has('/sbin/apk') || has('/usr/bin/apk')) return 'alpine';
  if (OF_RPM.some((name) => has(`/usr/bin/${name}`))) return 'rhel';
  const names = ` ${os ?? ''} ${like} `;
  if (names.includes(' alpine ') && has('/bin/busybox')) return 'alpine';
  return 'scratch';
}

/**
 * By the dynamic loader: the file that a program of that libc names as its interpreter. Both may be there
 * (musl-tools on Debian, gcompat on Alpine): then the distribution's own counts.
 */
function detectLibc(host: Host, family: Family): Platform['libc'] {
  const loaders = ['/lib', '/lib64', '/usr/lib'].flatMap((directory) => {
    const names = host.readdir(directory);
    return names.ok ? names.value : [];
  });
  const musl = loaders.some((name) => name.startsWith('ld-musl-'));
  const glibc = loaders.some((name) => /^ld-linux|^ld64\.so|^ld\.so\.1$/.test(name));
  if (musl && glibc) return family === 'alpine' ? 'musl' : 'glibc';
  if (musl) return 'musl';
  return glibc ? 'glibc' : null;
}
