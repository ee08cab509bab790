import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { directModules } from '../../../src/go/modules/gomod.ts';
import { isDamagedZip } from '../../../src/go/modules/modcache.ts';
import { formatModule } from '../../../src/go/modules/module-path.ts';
import type { Host } from '../../../src/target/host.ts';
import { mayFetch, type Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Modules of which zips are looked into. */
const MAX = 64;

/** A zip that was cut off, and no tree: go stops at unpacking it, and fetches nothing anew. */
export function judgeDamaged(host: Host, seen: Seen): GoEnvFinding[] {
  const { module, values } = seen;
  const cache = values.GOMODCACHE ?? '';
  if (!mayFetch(seen) || module.file === null || !cache.startsWith('/')) return [];
  for (const wanted of directModules(module.file).slice(0, MAX)) {
    const files = cacheFiles(cache, wanted);
    if (host.stat(files.directory).ok || !isDamagedZip(host, files.zip)) continue;
    return [{ rule: 'go-env/module-cache-damaged', args: { module: formatModule(wanted), path: files.zip } }];
  }
  return [];
}
