import type { FoundFile } from '../../core/documents/target-description.ts';
import type { AccessMode } from '../file.ts';
import type { Host } from '../host.ts';
import { realPath } from '../posix/real-path.ts';
import { isUnknown } from '../result.ts';

/** What the process finds at a path (absolute), and what it may do with it. */
export function fileOf(host: Host, path: string): FoundFile {
  const entry = host.lstat(path);
  if (!entry.ok) {
    const none = { type: null, mode: null, uid: null, gid: null, target: null, real: null };
    const may = isUnknown(entry.error) ? null : false;
    return { path, ...none, error: entry.error.code, access: { read: may, write: may, execute: may } };
  }
  const { type, mode, uid, gid } = entry.value;
  const link = type === 'symlink' ? host.readlink(path) : null;
  const real = realPath(host, path);
  const reached = host.stat(path);
  return {
    path,
    type,
    mode: mode.toString(8).padStart(4, '0'),
    uid,
    gid,
    target: link?.ok ? link.value : null,
    real: real.ok ? real.value : null,
    error: reached.ok ? null : reached.error.code,
    access: {
      read: mayOf(host, path, 'read'),
      write: mayOf(host, path, 'write'),
      execute: mayOf(host, path, reached.ok && reached.value.type === 'directory' ? 'search' : 'execute'),
    },
  };
}

function mayOf(host: Host, path: string, mode: AccessMode): boolean | null {
  const answer = host.access(path, mode);
  if (answer.ok) return true;
  return answer.error.code === 'NOT_KNOWN' || answer.error.code === 'NO_ANSWER' ? null : false;
}
