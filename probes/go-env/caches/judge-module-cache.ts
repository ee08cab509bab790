import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { formatModule, type ModuleVersion } from '../../../src/go/modules/module-path.ts';
import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { octal } from './judge-build-cache.ts';
import { toBeFetched } from './needed.ts';

/**
 * Where go writes when it fetches a module (cmd/go/internal/modfetch): each directory must let it. cache/lock need
 * not: go goes on without it (SideLock, which keeps out go commands of long ago).
 */
export function judgeModuleCache(host: Host, seen: Seen): GoEnvFinding[] {
  const cache = seen.values.GOMODCACHE ?? '';
  const needed = toBeFetched(host, seen);
  if (!cache.startsWith('/') || needed.length === 0) return [];
  const refused = firstRefused(host, pathsFor(host, cache, needed.slice(0, 3)));
  if (refused === null) return [];
  const modules = needed.slice(0, 5).map(formatModule);
  const args = { cache, ...refused, uid: host.ids.euid, modules, count: needed.length };
  return [{ rule: 'go-env/module-cache-unwritable', args }];
}

/** Of each directory that go writes to, itself or the nearest above it that is there. */
function pathsFor(host: Host, cache: string, modules: readonly ModuleVersion[]): ReadonlySet<string> {
  const places = modules.flatMap((module) => {
    const files = cacheFiles(cache, module);
    return [files.versions, parentOf(files.directory)];
  });
  return new Set([`${cache}/cache`, ...places].map((path) => nearestThere(host, path)));
}

function nearestThere(host: Host, path: string): string {
  let at = path;
  for (let stat = host.stat(at); !stat.ok && at !== '/'; stat = host.stat(at)) {
    // A directory that may not be searched is itself what refuses.
    if (stat.error.code !== 'ENOENT' && stat.error.code !== 'ENOTDIR') return parentOf(at);
    at = parentOf(at);
  }
  return at;
}

function firstRefused(host: Host, paths: ReadonlySet<string>) {
  for (const path of paths) {
    const access = host.access(path, 'write');
    if (access.ok) continue;
    const stat = host.stat(path);
    return {
      path,
      code: access.error.code,
      owner: stat.ok ? stat.value.uid : null,
      mode: stat.ok ? octal(stat.value.mode) : null,
    };
  }
  return null;
}
