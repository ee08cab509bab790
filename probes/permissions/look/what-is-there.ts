import { isUnknown } from '../../../src/target/result.ts';
import type { Files } from '../access/memo.ts';
import type { PermissionFacts } from '../facts.ts';
import type { Requirements } from '../requirements.ts';

/** What the module cache holds already; looked at where something is refused. */
export function moduleCache(
  files: Files,
  { list }: Requirements,
): Pick<PermissionFacts, 'prefetched' | 'modules'> {
  const cache = list.find(({ role }) => role === 'GOMODCACHE');
  if (cache === undefined) return { prefetched: false, modules: null };
  const downloads = files.stat(`${cache.path}/cache/download`);
  const filled = downloads.ok || isUnknown(downloads.error);
  return { prefetched: downloads.ok, modules: filled ? cache.path : null };
}
