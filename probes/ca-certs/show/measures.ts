import type { Measure } from '../../../src/core/measure.ts';
import { safe } from '../../../src/core/text/safe.ts';
import type { Entry } from '../certificates/entry.ts';
import { subjectOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';

/** A store that somebody filled without measure is no reason for as many series. */
const MAX_SUBJECTS = 50;

/** When the certificates end that the policy requires, and those that are no well-known public roots. */
export function measures({ required, entries }: CaFacts): readonly Measure[] {
  const own = [...entries].filter(({ known }) => known === null);
  const wanted = new Set([...required.facts.flatMap(({ found }) => found), ...own]);
  const dated = [...wanted].flatMap((entry) => {
    const end = endOf(entry);
    return end === null ? [] : [{ entry, end }];
  });
  const ends = new Map<string, number>();
  // Those that nobody is told of are not asked for their names: ten thousand take as long as a look.
  for (const { entry, end } of dated.sort((one, other) => one.end - other.end)) {
    const subject = safe(subjectOf(entry));
    // Of two with one name the one that ends first is to be renewed.
    if (!ends.has(subject)) ends.set(subject, end);
    if (ends.size === MAX_SUBJECTS) break;
  }
  return [...ends].map(([subject, value]) => ({
    name: 'certificate_expiry_timestamp_seconds',
    help: 'When a certificate ends that is required or of your own, Unix time.',
    labels: { subject },
    value,
  }));
}

function endOf({ validity }: Entry): number | null {
  return validity === null ? null : Math.floor(validity.notAfter / 1000);
}
