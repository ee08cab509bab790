import type { Host } from '../../host.ts';
import { isUnknown } from '../../result.ts';
import { fromHere } from './from-here.ts';

/** Where a program is looked for and found. */
export type LookUp =
  /** `rest`: what is left of PATH behind it; null: nobody goes on. */
  | { readonly found: string; readonly rest: string | null }
  /** Nowhere; `passed`: a file of that name that may not be executed. */
  | { readonly found: null; readonly passed: string | null }
  /** Nobody can know. */
  | 'unknown';

/**
 * Who looks for it. Go's exec.LookPath (runc, gosu) takes none that is relative to the working directory; execvp(3) ends at a
 * link that leads to itself, and goes on, as dash and busybox do, where the kernel misses what is to start the file;
 * bash takes the first.
 */
export type Seeker = 'go' | 'execvp' | 'shell' | 'bash';

/** What execvp(3) and Go's exec.LookPath take where PATH is not set. */
const USUAL_PATH = '/bin:/usr/bin';

/** A name with a slash is a path; any other is looked for on PATH. */
export function lookUp(
  host: Host,
  name: string,
  path = host.env.PATH ?? USUAL_PATH,
  by: Seeker = 'go',
): LookUp {
  if (name.includes('/')) return { found: fromHere(host.cwd, name), rest: null };
  let passed: string | null = null;
  const entries = path === '' && by === 'go' ? [] : path.split(':');
  for (const [i, entry] of entries.entries()) {
    const isRelative = !entry.startsWith('/');
    if (isRelative && host.cwd === null) return 'unknown';
    const directory = fromHere(host.cwd, entry);
    const candidate = `${directory.replace(/\/$/, '')}/${name}`;
    const goesOn = (by === 'execvp' || by === 'shell') && i < entries.length - 1;
    const rest = goesOn ? entries.slice(i + 1).join(':') : null;
    const there = host.stat(candidate);
    if (!there.ok) {
      if (there.error.code === 'ELOOP' && by === 'execvp') return { found: candidate, rest: null };
      if (isUnknown(there.error) && there.error.code !== 'EACCES') return 'unknown';
      continue;
    }
    if (there.value.type !== 'file') continue;
    const may = host.access(candidate, 'execute');
    if (may.ok) return isRelative && by === 'go' ? { found: null, passed } : { found: candidate, rest };
    if (may.error.code === 'NOT_KNOWN' || may.error.code === 'NO_ANSWER') return 'unknown';
    passed ??= candidate;
  }
  return { found: null, passed };
}
