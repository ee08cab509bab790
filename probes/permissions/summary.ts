import type { Ids } from '../../src/target/host.ts';
import { causeOf } from './access/cause.ts';
import type { Trial } from './facts.ts';
import { isIntended } from './judge/intended.ts';

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
