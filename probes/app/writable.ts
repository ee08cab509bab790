import type { Host } from '../../src/target/host.ts';
import { isReadOnly, mountOf, readMounts } from '../../src/target/posix/mounts.ts';
import { realOr } from '../../src/target/posix/real-path.ts';

/** Whether the user of the container could put another program in place of this one. Root always can: null. */
export function writableBy(host: Host, path: string): 'file' | 'directory' | null {
  if (host.ids.euid === 0) return null;
  const real = realOr(host, path);
  const mounts = readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, real);
  if (mount !== null && isReadOnly(mount)) return null;
  if (host.access(real, 'write').ok) return 'file';
  const directory = real.slice(0, real.lastIndexOf('/')) || '/';
  const there = host.stat(directory);
  // In a directory with the sticky bit only owners replace what is there.
  const isSticky = there.ok && (there.value.mode & 0o1000) !== 0 && there.value.uid !== host.ids.euid;
  return !isSticky && host.access(directory, 'write').ok ? 'directory' : null;
}
