import fs from 'node:fs';
import type { AccessMode, Host, Result } from './host.ts';
import { isNoExec, isReadOnly, mountOf, parseMountInfo } from './mounts.ts';
import { attempt, typeOf } from './node-host-attempt.ts';
import { CAP_DAC_OVERRIDE, hasCapability, parseProcStatus } from './proc-status.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_DIRECTORY, R_OK, W_OK, X_OK } = fs.constants;

/**
 * Reading is tried by open(2) and searching by a lookup: both count what the application's own call will
 * count. Writing and executing cannot be tried without harm: on overlayfs, the root of most containers,
 * an open(2) for writing alone copies the whole file, and it wakes those who watch it. There access(2) is
 * asked, and corrected where it answers for other capabilities than those in force.
 */
export const nodeAccess: Host['access'] = (path, mode) => {
  const answer = attempt(() => tryAccess(path, mode));
  return !answer.ok && answer.error.code === 'EACCES' && overridden(path, mode)
    ? { ok: true, value: true }
    : answer;
};

function tryAccess(path: string, mode: AccessMode): true {
  if (mode === 'search') fs.lstatSync(`${path}/.`);
  else if (mode === 'write') fs.accessSync(path, W_OK);
  else if (mode === 'execute') fs.accessSync(path, X_OK);
  else tryToRead(path);
  return true;
}

/** A FIFO or device is asked about, not opened: opening one has effects. */
function tryToRead(path: string): void {
  const type = typeOf(fs.statSync(path));
  if (type === 'file' || type === 'directory') {
    const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (type === 'directory' ? O_DIRECTORY : 0);
    fs.closeSync(fs.openSync(path, flags));
  } else {
    fs.accessSync(path, R_OK);
  }
}

/**
 * access(2) drops the effective capabilities of a user that is not root, such as ambient ones: then
 * CAP_DAC_OVERRIDE in CapEff grants what it denied, unless the user namespace does not map the owner, no
 * x bit is set, or the mount forbids it (capabilities(7), user_namespaces(7)).
 */
function overridden(path: string, mode: AccessMode): boolean {
  if (mode !== 'write' && mode !== 'execute') return false;
  const outcome: Result<boolean> = attempt(() => {
    const status = parseProcStatus(fs.readFileSync('/proc/self/status', 'utf8'));
    // For root access(2) counts the capabilities: what it denies is denied.
    if (status.realUid === 0 || status.capEff === null) return false;
    if (!hasCapability(status.capEff, CAP_DAC_OVERRIDE)) return false;
    const file = fs.statSync(path);
    const overflow = Number(fs.readFileSync('/proc/sys/kernel/overflowuid', 'utf8'));
    if (!mapsAllIds() && (file.uid === overflow || file.gid === overflow)) return false;
    const mounts = parseMountInfo(fs.readFileSync('/proc/self/mountinfo', 'utf8'));
    const mount = mountOf(mounts, fs.realpathSync(path));
    if (mode === 'write') return mount === null || !isReadOnly(mount);
    return (file.isDirectory() || (file.mode & 0o111) !== 0) && (mount === null || !isNoExec(mount));
  });
  return outcome.ok && outcome.value;
}

/** The initial user namespace, in which the overflow id is a user like others (nobody). */
function mapsAllIds(): boolean {
  return /^\s*0\s+0\s+4294967295\s*$/.test(fs.readFileSync('/proc/self/uid_map', 'utf8'));
}
