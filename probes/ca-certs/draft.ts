import { createHash } from 'node:crypto';
import type { DraftField } from '../../src/core/policy/draft.ts';
import { subjectOf } from './certificates/subject.ts';
import type { CaFacts } from './facts.ts';

/** More of them are no list that somebody keeps by hand. */
const MOST = 20;

/** The certificates that somebody has added to the public roots; all the well-known ones are none to ask for by name. */
export async function draft({ entries, cut }: CaFacts): Promise<readonly DraftField[]> {
  const own = [...entries].flatMap((entry) => {
    if (entry.known !== null || !entry.inGo) return [];
    const sha256 = createHash('sha256').update(entry.der).digest('hex');
    return [{ item: { sha256 }, comment: subjectOf(entry) }];
  });
  if (cut || own.length === 0 || own.length > MOST) return [];
  const value = own.sort((a, b) => (a.comment + a.item.sha256 < b.comment + b.item.sha256 ? -1 : 1));
  return [
    { key: 'required', value, comment: 'Certificates beside the public roots, by the SHA-256 of their DER.' },
  ];
}
