import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { directModules } from '../../../src/go/modules/gomod.ts';
import { formatModule } from '../../../src/go/modules/module-path.ts';
import type { Result } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { isUnknown } from '../../../src/target/result.ts';
import { mayFetch, type Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { octal } from './judge-build-cache.ts';

/** Modules that are looked for. */
const MAX = 64;

/**
 * What go reads of a module that is in the cache (cmd/go/internal/modfetch, DownloadDir, readDiskGoMod): its .mod, its
 * .ziphash and its tree. What may not be read it takes neither for there nor for missing: it stops.
 */
export function judgeUnreadableCache(host: Host, seen: Seen): GoEnvFinding[] {
  const { module, values } = seen;
  const cache = values.GOMODCACHE ?? '';
  if (!mayFetch(seen) || module.file === null || !cache.startsWith('/')) return [];
  for (const one of directModules(module.file).slice(0, MAX)) {
    const { mod, ziphash, directory } = cacheFiles(cache, one);
    const refused =
      refusal(host, mod, host.access(mod, 'read')) ??
      refusal(host, ziphash, host.access(ziphash, 'read')) ??
      refusal(host, directory, host.access(directory, 'search')) ??
      refusal(host, directory, host.access(directory, 'read'));
    if (refused === null) continue;
    const args = { cache, ...refused, uid: host.ids.euid, module: formatModule(one) };
    return [{ rule: 'go-env/module-cache-unreadable', args }];
  }
  return [];
}

/** What refuses: the path itself, or the nearest directory above it that can be looked at. */
function refusal(host: Host, path: string, access: Result<true>) {
  if (access.ok || !isUnknown(access.error)) return null;
  let at = path;
  let stat = host.stat(at);
  for (; !stat.ok && at !== '/'; stat = host.stat(at)) at = parentOf(at);
  return {
    path: at,
    code: access.error.code,
    owner: stat.ok ? stat.value.uid : null,
    mode: stat.ok ? octal(stat.value.mode) : null,
  };
}
