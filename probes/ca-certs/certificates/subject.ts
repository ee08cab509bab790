import { contextConstructed, Der, TAG } from '../x509/der.ts';
import { nameText, shortName } from '../x509/names.ts';
import type { Entry } from './entry.ts';

/** The subject of a certificate for people. */
export function subjectOf(entry: Entry): string {
  return entry.inGo ? nameText(entry.der, subjectOffset(entry.der)) : '(unreadable)';
}

/** The short name of a certificate, for lists. */
export function nameOf(entry: Entry): string {
  return entry.inGo ? shortName(entry.der, subjectOffset(entry.der)) : '(unreadable)';
}

/** Where the subject begins in a certificate that can be read; the rest need not be. */
function subjectOffset(der: Uint8Array): number {
  const d = new Der(der, 0);
  const end = d.enter(TAG.sequence, der.length, 'certificate');
  const tbsEnd = d.enter(TAG.sequence, end, 'tbs certificate');
  if (d.peek(tbsEnd) === contextConstructed(0)) d.skip(tbsEnd, 'version');
  for (const field of ['serial number', 'signature algorithm', 'issuer', 'validity']) d.skip(tbsEnd, field);
  return d.at;
}
