import type { FileCall, Host } from '../../host.ts';
import type { Mount } from '../../posix/mounts.ts';
import { type RemoteMount, remoteMountOf, remoteMounts } from '../../posix/remote-mounts.ts';
import type { Tree } from '../../root/tree.ts';
import { silentBefore, tell } from './notes.ts';

/** Why a path is not to be opened, by the mounts of the process that has it. */
export type Guard = (mounts: readonly Mount[]) => Tree['closed'];

/** Whether something was told of that may not answer, and has not yet been said to have answered. */
let at = false;

/** Tells of each file system that may not answer before it is touched; one that was silent is not touched again. */
export const guard: Guard = (mounts) => guardOf(silentBefore() === null ? [] : remoteMounts(mounts));

/** The same for mounts that are known to be such. */
export function guardOf(remote: readonly RemoteMount[]): ReturnType<Guard> {
  const silent = silentBefore();
  if (silent === null || remote.length === 0) return () => null;
  return (path) => {
    const mount = remoteMountOf(remote, path);
    if (mount === null) return null;
    const why = silent.get(mount.point);
    if (why !== undefined) return { code: 'NO_ANSWER', why };
    at = true;
    tell(['at', mount]);
    return null;
  };
}

/** The same calls; what they came to has answered when they return. */
export function tellingOfAnswers<F extends Pick<Host, FileCall>>(files: F): F {
  const calls = Object.entries(files).map(([name, call]) => [
    name,
    (...args: readonly unknown[]) => {
      const result = (call as (...args: readonly unknown[]) => unknown)(...args);
      if (at) tell(['past']);
      at = false;
      return result;
    },
  ]);
  return Object.fromEntries(calls) as F;
}
