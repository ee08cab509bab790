import type { DirectoryKind } from '../../image-contents.ts';
import type { DirectoryNode } from '../../tree/node.ts';

const PLACES: ReadonlyMap<string, DirectoryKind> = new Map([
  ['/var/lib/apt/lists', 'package-lists'],
  ['/var/cache/apt', 'package-cache'],
  ['/var/cache/apk', 'package-cache'],
  ['/etc/apk/cache', 'package-cache'],
  ['/var/cache/dnf', 'package-cache'],
  ['/var/cache/libdnf5', 'package-cache'],
  ['/var/cache/yum', 'package-cache'],
  ['/var/cache/zypp', 'package-cache'],
  ['/var/cache/pacman/pkg', 'package-cache'],
]);

const HOME_CACHE = /^\/(?:root|home\/[^/]+)\/\.cache$/;

/** Of cmd/go/internal/cache: `ab/ab….-a` for an action, `-d` for what came of it. */
const CACHED = /^[0-9a-f]{64}-[ad]$/;

/** What a directory is for; null: nothing that is known here. */
export function kindOf(path: string, name: string, directory: DirectoryNode): DirectoryKind | null {
  const { children } = directory;
  if (name === '.git') return children.has('HEAD') || children.has('objects') ? 'git' : null;
  const place = PLACES.get(path);
  if (place !== undefined) return place;
  // GOMODCACHE: `cache/download` is what modules are served from (go help goproxy).
  const downloads = childOf(childOf(directory, 'cache'), 'download');
  if (downloads !== null && downloads.children.size > 0) return 'module-cache';
  if (isBuildCache(directory)) return 'go-build-cache';
  return HOME_CACHE.test(path) ? 'home-cache' : null;
}

/** GOCACHE, wherever it lies. */
function isBuildCache({ children }: DirectoryNode): boolean {
  for (const [name, child] of children) {
    if (name.length !== 2 || child.type !== 'directory' || !/^[0-9a-f]{2}$/.test(name)) continue;
    for (const file of child.children.keys()) if (file.startsWith(name) && CACHED.test(file)) return true;
  }
  return false;
}

function childOf(directory: DirectoryNode | null, name: string): DirectoryNode | null {
  const child = directory?.children.get(name);
  return child?.type === 'directory' ? child : null;
}
