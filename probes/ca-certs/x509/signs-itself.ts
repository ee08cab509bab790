import type { Certificate } from './certificate.ts';

/**
 * A certificate of a CA for itself: by the key identifiers where both are there, else by the names.
 * When a CA changes its key it may certify the new one by the old: then the names are equal and the key
 * identifiers are not. The other way round the name was altered, and the signature will tell.
 */
export function signsItself({ selfIssued, extensions }: Certificate): boolean {
  const { authorityKey, subjectKey } = extensions;
  if (authorityKey === null || subjectKey === null) return selfIssued;
  return Buffer.compare(authorityKey, subjectKey) === 0;
}
