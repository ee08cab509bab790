import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A shell with all that BusyBox brings, in /bin. */
export function busybox(path: string): void {
  for (const directory of ['bin', 'sbin', 'lib', 'etc', 'usr/bin', 'usr/sbin', 'usr/local/bin', 'var'])
    mkdirSync(join(path, directory), { recursive: true });
  copyFileSync('/bin/busybox', join(path, 'bin/busybox'));
  const applets = execFileSync('/bin/busybox', ['--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const name of applets) {
    if (!NOT_OF_THE_SHELL.includes(name)) symlinkSync('busybox', join(path, 'bin', name));
  }
}

/** Managers of packages that BusyBox has applets for. */
const NOT_OF_THE_SHELL = ['busybox', 'dpkg', 'dpkg-deb', 'rpm', 'rpm2cpio'];

/** A script of this folder as a program of the root. */
export function program(script: string, to: string): void {
  copyFileSync(join(import.meta.dirname, script), to);
  chmodSync(to, 0o755);
}

/** Root alone. */
export function accounts(path: string, shell: string): void {
  writeFileSync(join(path, 'etc/passwd'), `root:x:0:0:root:/root:${shell}\n`);
  writeFileSync(join(path, 'etc/group'), 'root:x:0:\n');
  mkdirSync(join(path, 'root'), { mode: 0o700 });
  mkdirSync(join(path, 'home'));
}

export const OS_OF_UBI =
  'ID="rhel"\nID_LIKE="fedora"\nVERSION_ID="9.6"\nPRETTY_NAME="Red Hat Enterprise Linux 9.6 (Plow)"\n';
export const OS_OF_SUSE =
  'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="15.6"\nPRETTY_NAME="openSUSE Leap 15.6"\n';

/** A small image of rpm packages, with the manager of that name; every package is yet to be installed. */
export function rpmRoot(path: string, manager: string, osRelease: string): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
  busybox(path);
  mkdirSync(join(path, 'opt/packages'), { recursive: true });
  writeFileSync(join(path, 'etc/os-release'), osRelease);
  writeFileSync(join(path, 'usr/bin/rpm'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  program('rpm.sh', join(path, 'usr/bin', manager));
  accounts(path, '/bin/sh');
  return path;
}
