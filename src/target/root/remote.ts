import { posix } from 'node:path';
import type { FsFailure } from '../file.ts';
import type { Host } from '../host.ts';
import { guardOf } from '../live/beside/guard.ts';
import { isUnder, parseMountInfo } from '../posix/mounts.ts';
import { realPath } from '../posix/real-path.ts';
import { mayHoldRemote, type RemoteMount, remoteMounts } from '../posix/remote-mounts.ts';

/** What of a directory may lie on a file system whose server does not answer. */
export interface Remote {
  /** The directory without links, as far as it is known without touching such a file system. */
  readonly directory: string;
  /** Mounts on it, below it, or that it lies on. */
  readonly mounts: readonly RemoteMount[];
}

/** By the mount table alone, where the names in it tell. */
export function remoteOf(operator: Host, directory: string): Remote {
  const named = posix.normalize(directory);
  const table = operator.readFile('/proc/self/mountinfo');
  const text = table.ok ? table.value.toString('utf8') : '';
  const all = mayHoldRemote(text) ? remoteMounts(parseMountInfo(text)) : [];
  const under = (at: string) => all.filter(({ point }) => isUnder(point, at) || isUnder(at, point));
  if (all.length === 0 || under(named).length > 0) return { directory: named, mounts: under(named) };
  const real = realPath(operator, named);
  return real.ok ? { directory: real.value, mounts: under(real.value) } : { directory: named, mounts: [] };
}

/** Why a path of the root (absolute, without links) is not opened; null where it is. Asked before it is. */
export function guardRoot({ directory, mounts }: Remote): (path: string) => FsFailure | null {
  const guarded = guardOf(mounts);
  return (path) => guarded(path === '/' ? directory : `${directory === '/' ? '' : directory}${path}`);
}
