import type { Host } from '../../../src/host/host.ts';
import { mayFetch, type Seen } from '../facts.ts';
import { isDirectoryPath, replacementOf } from '../modules/gomod.ts';
import { cacheFiles, isDamagedZip } from '../modules/modcache.ts';
import { formatModule } from '../modules/module-path.ts';
import type { GoEnvFinding } from '../rules.ts';

/** Modules of which zips are looked into. */
const MAX = 64;

/** A zip that was cut off, and no tree: go stops at unpacking it, and fetches nothing anew. */
export function judgeDamaged(host: Host, seen: Seen): GoEnvFinding[] {
  const { module, values } = seen;
  const cache = values.GOMODCACHE ?? '';
  if (!mayFetch(seen) || module.file === null || !cache.startsWith('/')) return [];
  const { require, replace } = module.file;
  for (const required of require.filter(({ indirect }) => !indirect).slice(0, MAX)) {
    const wanted = replacementOf(replace, required)?.new ?? required;
    if (isDirectoryPath(wanted.path)) continue;
    const files = cacheFiles(cache, wanted);
    if (host.stat(files.directory).ok || !isDamagedZip(host, files.zip)) continue;
    return [{ rule: 'go-env/module-cache-damaged', args: { module: formatModule(wanted), path: files.zip } }];
  }
  return [];
}
