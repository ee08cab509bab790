import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import type { AccessMode } from '../../file.ts';
import type { Host } from '../../host.ts';
import { isNoExec, isReadOnly, mountOf, parseMountInfo } from '../../posix/mounts.ts';
import {
  CAP_DAC_OVERRIDE,
  CAP_DAC_READ_SEARCH,
  hasCapability,
  parseProcStatus,
} from '../../posix/process-status.ts';
import { attempt, typeOf } from './attempt.ts';
import { textOf } from './read.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_DIRECTORY, R_OK, W_OK, X_OK } = constants;

/** open(2), Linux: a handle on the file without any access to it. Node does not name it. */
const O_PATH = 0o10000000;

/**
 * Reading is tried by open(2) and searching by a lookup: both count what the application's own call will
 * count. Writing and executing cannot be tried without harm: on overlayfs, the root of most containers,
 * an open(2) for writing alone copies the whole file, and it wakes those who watch it. There access(2) is
 * asked, and corrected where it answers for other capabilities than those in force.
 */
export const nodeAccess: Host['access'] = (path, mode) => {
  const answer = attempt(() => tryAccess(path, mode));
  if (answer.ok || answer.error.code !== 'EACCES' || mode === 'search') return answer;
  const corrected = attempt(() => grantedByCapability(path, mode));
  return corrected.ok && corrected.value ? { ok: true, value: true } : answer;
};

function tryAccess(path: string, mode: AccessMode): true {
  if (mode === 'search') lstatSync(`${path}/.`);
  else if (mode === 'write') accessSync(path, writeBits(statSync(path)));
  else if (mode === 'execute') accessSync(path, X_OK);
  else tryToRead(path);
  return true;
}

/** To make an entry takes both at once: one capability may give the search and not the two together. */
function writeBits(file: Stats): number {
  return file.isDirectory() ? W_OK | X_OK : W_OK;
}

/** A FIFO or device is asked about, not opened: opening one has effects. */
function tryToRead(path: string): void {
  const type = typeOf(statSync(path));
  if (type === 'file' || type === 'directory') {
    const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (type === 'directory' ? O_DIRECTORY : 0);
    closeSync(openSync(path, flags));
  } else {
    accessSync(path, R_OK);
  }
}

/**
 * access(2) drops the effective capabilities of a user that is not root, such as ambient ones, on the way
 * to the file too. Where CapEff has one that lets it pass, the file itself is asked about; and where it has
 * CAP_DAC_OVERRIDE that grants it (capabilities(7)).
 */
function grantedByCapability(path: string, mode: 'read' | 'write' | 'execute'): boolean {
  const status = parseProcStatus(textOf('/proc/self/status') ?? '');
  // For root access(2) counts the capabilities: what it denies is denied.
  if (status.realUid === 0 || status.capEff === null) return false;
  const override = hasCapability(status.capEff, CAP_DAC_OVERRIDE);
  if (!override && !hasCapability(status.capEff, CAP_DAC_READ_SEARCH)) return false;
  const file = statSync(path);
  if (isUnmapped(file)) return false;
  if (mode === 'read') return true;
  return override ? mountAllows(path, mode, file) : grantedAtFile(path, mode, file);
}

function grantedAtFile(path: string, mode: 'write' | 'execute', file: Stats): boolean {
  const fd = openSync(path, O_PATH);
  try {
    accessSync(`/proc/self/fd/${fd}`, mode === 'write' ? writeBits(file) : X_OK);
    return true;
  } finally {
    closeSync(fd);
  }
}

/** A capability overrides the mode, not the mount; and a program needs one x bit whoever starts it. */
function mountAllows(path: string, mode: 'write' | 'execute', file: Stats): boolean {
  const table = textOf('/proc/self/mountinfo');
  if (table === null) return false;
  const mount = mountOf(parseMountInfo(table), realpathSync(path));
  if (mode === 'write') return mount === null || !isReadOnly(mount);
  return (file.isDirectory() || (file.mode & 0o111) !== 0) && (mount === null || !isNoExec(mount));
}

/** No capability of a user namespace reaches files of an owner that it does not map (user_namespaces(7)). */
function isUnmapped(file: Stats): boolean {
  // In the initial namespace the overflow id is a user like others (nobody).
  const map = textOf('/proc/self/uid_map');
  if (map !== null && /^\s*0\s+0\s+4294967295\s*$/.test(map)) return false;
  const id = textOf('/proc/sys/kernel/overflowuid');
  if (map === null || id === null) return true;
  const overflow = Number(id);
  return file.uid === overflow || file.gid === overflow;
}
