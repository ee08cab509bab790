import type { Ids } from '../../src/target/host.ts';
import { type Cause, causeOf } from './access/cause.ts';
import type { Trial } from './facts.ts';

/**
 * In the runtime profile a default /tmp that is missing or read-only is somebody's intention; one that is
 * there, on a writable mount, and refuses this user is not.
 */
export function isIntended({ requirement }: Pick<Trial, 'requirement'>, { kind }: Cause): boolean {
  return requirement.assumed && (kind === 'read-only-mount' || kind === 'path-missing');
}

/** What the probe's line says: how many paths, how many of them refused, and what may be as it is. */
export function pathsInWords(trials: readonly Trial[], ids: Ids): string {
  const all = new Set(trials.map(({ requirement }) => requirement.path));
  const refused = new Set<string>();
  const allowed = new Map<string, string>();
  for (const { requirement, denial } of trials) {
    if (denial === null) continue;
    const cause = causeOf(denial, ids);
    if (!isIntended({ requirement }, cause)) refused.add(requirement.path);
    else allowed.set(requirement.path, cause.kind === 'path-missing' ? 'missing' : 'read-only');
  }
  const paths = `${all.size} path${all.size === 1 ? '' : 's'}`;
  const notes = [...allowed].map(([path, how]) => `, ${path} ${how} (allowed)`);
  return `${refused.size === 0 ? paths : `${refused.size} of ${paths} refused`}${notes.join('')}`;
}
