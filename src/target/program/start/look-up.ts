import type { Host } from '../../host.ts';
import { isUnknown } from '../../result.ts';

/** Where a program is looked for and found. */
export type LookUp =
  | { readonly found: string }
  /** Nowhere; `passed`: a file of that name that may not be executed. */
  | { readonly found: null; readonly passed: string | null }
  /** Nobody can know. */
  | 'unknown';

/** What execvp(3) and Go's exec.LookPath take where PATH is not set. */
const USUAL_PATH = '/bin:/usr/bin';

/** A name with a slash is a path; any other is looked for on PATH. Directories of PATH that are no path are left out. */
export function lookUp(host: Host, name: string, path = host.env.PATH ?? USUAL_PATH): LookUp {
  if (name.includes('/'))
    return { found: name.startsWith('/') || host.cwd === null ? name : `${host.cwd}/${name}` };
  let passed: string | null = null;
  for (const directory of path.split(':')) {
    if (!directory.startsWith('/')) continue;
    const candidate = `${directory === '/' ? '' : directory}/${name}`;
    const there = host.stat(candidate);
    if (!there.ok) {
      if (isUnknown(there.error) && there.error.code !== 'EACCES') return 'unknown';
      continue;
    }
    if (there.value.type !== 'file') continue;
    const may = host.access(candidate, 'execute');
    if (may.ok) return { found: candidate };
    if (may.error.code === 'NOT_KNOWN' || may.error.code === 'NO_ANSWER') return 'unknown';
    passed ??= candidate;
  }
  return { found: null, passed };
}
