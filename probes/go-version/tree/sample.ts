import type { Stat } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { accessClass, modeGrants } from '../../../src/target/posix/access.ts';
import { walkPath } from '../../../src/target/posix/walk-path.ts';
import { foreignMarkers } from './markers.ts';

/** What of the tree, or on the way to it, this user may not use. */
export interface Unusable {
  readonly path: string;
  readonly owner: number;
  /** Four octal digits. */
  readonly mode: string;
  readonly need: 'read' | 'execute' | 'search';
}

/** A few sources, one tool and the headers stand for the others: they are copied, and their modes changed, together. */
function samples(platform: string) {
  return [
    { path: 'src/runtime', need: 'read' },
    { path: 'src/runtime/runtime.go', need: 'read' },
    { path: `pkg/tool/${platform}/compile`, need: 'execute' },
    { path: 'pkg/include', need: 'read' },
    { path: 'src/internal/abi', need: 'read' },
  ] as const;
}

/**
 * The first sample that is there and that this user may not read or start. The kernel is asked only where
 * the mode says no: an access control list or a capability may know better.
 */
export function firstUnusable(host: Host, goroot: string, platform: string): Unusable | null {
  for (const { path, need } of samples(platform)) {
    const full = `${goroot}/${path}`;
    const stat = host.stat(full);
    if (!stat.ok) {
      const hidden = hiddenBy(host, full);
      if (hidden !== null) return hidden;
      continue;
    }
    const granted = modeGrants(stat.value.mode, accessClass(stat.value, host.ids), need === 'read' ? 4 : 1);
    if (granted || host.access(full, need).ok) continue;
    return unusable(full, stat.value, need);
  }
  return null;
}

/** The directory that lets nobody through to a path of which therefore nobody knows; null where that is not why. */
export function hiddenBy(host: Host, path: string): Unusable | null {
  const stat = host.stat(path);
  if (stat.ok || stat.error.code !== 'EACCES') return null;
  const walk = walkPath(host, path);
  if (walk.end === 'found' || walk.error.code !== 'EACCES') return null;
  const at = host.stat(walk.directory);
  return at.ok ? unusable(walk.directory, at.value, 'search') : null;
}

function unusable(path: string, { uid, mode }: Stat, need: Unusable['need']): Unusable {
  return { path, owner: uid, mode: mode.toString(8).padStart(4, '0'), need };
}

/** A file that only another release of Go holds; null where there is none, or where the release is too new to know. */
export function leftover(host: Host, goroot: string, minor: number): string | null {
  return foreignMarkers(minor).find((path) => host.stat(`${goroot}/${path}`).ok) ?? null;
}
