import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Files } from '../access/memo.ts';
import type { PermissionFacts, Trial } from '../facts.ts';
import type { Requirements, Role } from '../requirements.ts';

/** What they hold is made again. */
const PASSING: ReadonlySet<Role> = new Set(['GOCACHE', 'TMPDIR', 'GOTMPDIR', 'GOPATH']);

/** What the refused directories hold already; looked at where something is refused. */
export function whatIsThere(
  host: Host,
  files: Files,
  { list }: Requirements,
  trials: readonly Trial[],
): Pick<PermissionFacts, 'prefetched' | 'modules' | 'filled'> {
  const filled = trials
    .filter(({ denial, need }) => denial !== null && (need === 'write' || need === 'create'))
    .filter(({ requirement }) => !PASSING.has(requirement.role) && isFilled(host, requirement.path))
    .map(({ requirement }) => requirement.path);
  const cache = list.find(({ role }) => role === 'GOMODCACHE');
  if (cache === undefined) return { prefetched: false, modules: null, filled };
  const downloads = files.stat(`${cache.path}/cache/download`);
  const mayHold = downloads.ok || isUnknown(downloads.error);
  return { prefetched: downloads.ok, modules: mayHold ? cache.path : null, filled };
}

/** Or may be: what cannot be listed. */
function isFilled(host: Host, path: string): boolean {
  const listed = host.entries(path);
  return listed.ok ? listed.value.length > 0 : isUnknown(listed.error);
}
