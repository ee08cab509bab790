import type { Host } from '../../../src/target/host.ts';
import { mountOf, readMounts } from '../../../src/target/posix/mounts.ts';
import { realPath } from '../../../src/target/posix/real-path.ts';
import { orNull } from '../../../src/target/result.ts';

/** What a refusal to start may come from. */
export interface StartFacts {
  /** Four octal digits; null when the file cannot be looked at. */
  readonly mode: string | null;
  readonly owner: number | null;
  readonly group: number | null;
  /** Bytes. */
  readonly size: number | null;
  /** Mount point of the file system that the file is on, where that forbids to execute. */
  readonly noexec: string | null;
}

/** Looked at only when the go command did not start. */
export function inspectStart(host: Host, path: string): StartFacts {
  const stat = orNull(host.stat(path));
  const mounts = readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, orNull(realPath(host, path)) ?? path);
  return {
    mode: stat === null ? null : stat.mode.toString(8).padStart(4, '0'),
    owner: stat?.uid ?? null,
    group: stat?.gid ?? null,
    size: stat?.size ?? null,
    noexec: mount?.options.includes('noexec') ? mount.mountPoint : null,
  };
}
