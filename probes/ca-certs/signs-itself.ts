import type { Certificate } from './certificate.ts';

/**
 * A certificate of a CA for itself. When a CA changes its key it may certify the new one by the old:
 * then the names are equal and the key identifiers are not.
 */
export function signsItself({ selfIssued, extensions }: Certificate): boolean {
  const { authorityKey, subjectKey } = extensions;
  if (!selfIssued) return false;
  return authorityKey === null || subjectKey === null || Buffer.compare(authorityKey, subjectKey) === 0;
}
