import type { Family, Platform } from '../core/platform.ts';
import type { Host } from './host.ts';
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
    libc: detectLibc(host),
    root: host.ids.euid === 0,
  };
}

/**
 * By the package manager that is there first: distroless images carry Debian's os-release and have no
 * apt, so the name alone would give a remedy that cannot be run.
 */
function familyOf(os: string | null, like: string, host: Host): Family {
  const has = (path: string) => host.stat(path).ok;
  if (has('/usr/bin/apt-get') || has('/usr/bin/dpkg')) return 'debian';
  if (has('/sbin/apk') || has('/usr/bin/apk')) return 'alpine';
  if (['/usr/bin/dnf', '/usr/bin/microdnf', '/usr/bin/yum', '/usr/bin/rpm'].some(has)) return 'rhel';
  const names = ` ${os ?? ''} ${like} `;
  if (names.includes(' alpine ') && has('/bin/busybox')) return 'alpine';
  return 'scratch';
}

/** By the dynamic loader: the file that a program of that libc names as its interpreter. */
function detectLibc(host: Host): Platform['libc'] {
  for (const directory of ['/lib', '/lib64', '/usr/lib']) {
    const names = host.readdir(directory);
    if (!names.ok) continue;
    if (names.value.some((name) => name.startsWith('ld-musl-'))) return 'musl';
    if (names.value.some((name) => /^ld-linux|^ld64\.so|^ld\.so\.1$/.test(name))) return 'glibc';
  }
  return null;
}
