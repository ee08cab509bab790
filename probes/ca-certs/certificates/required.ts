import type { RequiredCertificate } from '../../../src/core/policy.ts';
import type { Entry } from './entry.ts';
import { subjectOf } from './subject.ts';

/** A certificate that the policy requires, and the entries that are it. */
export interface RequiredFact {
  /** As the policy names it. */
  readonly wanted: string;
  readonly found: readonly Entry[];
}

/** Looks for the certificates that the policy requires. */
export async function requiredBy(
  required: readonly RequiredCertificate[],
  entries: ReadonlySet<Entry>,
): Promise<readonly RequiredFact[]> {
  if (required.length === 0) return [];
  const { createHash } = await import('node:crypto');
  return required.map(({ sha256, subject }) => {
    const matches = (entry: Entry) =>
      (sha256 === undefined ||
        createHash('sha256').update(entry.der).digest('hex') === sha256.toLowerCase()) &&
      (subject === undefined || subjectOf(entry).toLowerCase().includes(subject.toLowerCase()));
    return {
      wanted: sha256 ?? subject ?? '',
      found: [...entries].filter(matches),
    };
  });
}
