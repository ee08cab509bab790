import { context, contextConstructed, type Der, Refused, TAG } from './der.ts';

/**
 * Extensions that are lists of identifiers and addresses. The rules need nothing of what is in them,
 * but Go drops a certificate whose lists it cannot read, so they are read as Go reads them.
 */

export function readExtKeyUsage(d: Der, limit: number): void {
  const end = d.enter(TAG.sequence, limit, 'extended key usage');
  while (d.at < end) d.oid(end, 'extended key usage');
}

export function readPolicies(d: Der, limit: number): void {
  const end = d.enter(TAG.sequence, limit, 'certificate policies');
  const seen: string[] = [];
  while (d.at < end) {
    const policyEnd = d.enter(TAG.sequence, end, 'certificate policies');
    const oidEnd = d.enter(TAG.oid, policyEnd, 'certificate policies');
    const oid = Buffer.from(d.bytes.buffer, d.bytes.byteOffset + d.at, oidEnd - d.at).toString('latin1');
    if (!isOid(oid) || seen.includes(oid)) throw new Refused('invalid certificate policies');
    seen.push(oid);
    d.at = policyEnd;
  }
}

/** Base 128 digits without a leading zero; unlike elsewhere, arcs of any size (Go's newOIDFromDER). */
function isOid(bytes: string): boolean {
  return bytes !== '' && bytes.charCodeAt(bytes.length - 1) < 0x80 && !/(?:^|[\0-\x7f])\x80/.test(bytes);
}

export function readDistributionPoints(d: Der, limit: number): void {
  const what = 'CRL distribution points';
  const end = d.enter(TAG.sequence, limit, what);
  while (d.at < end) {
    const pointEnd = d.enter(TAG.sequence, end, what);
    if (d.peek(pointEnd) === contextConstructed(0)) {
      const nameEnd = d.enter(contextConstructed(0), pointEnd, what);
      const fullEnd = d.enter(contextConstructed(0), nameEnd, what);
      while (d.at < fullEnd && d.peek(fullEnd) === context(6)) d.skip(fullEnd, what);
    }
    d.at = pointEnd;
  }
}

export function readAccessInfo(d: Der, limit: number): void {
  const what = 'authority info access';
  const end = d.enter(TAG.sequence, limit, what);
  while (d.at < end) {
    const accessEnd = d.enter(TAG.sequence, end, what);
    d.oid(accessEnd, what);
    if (d.peek(accessEnd) === context(6)) d.skip(accessEnd, what);
    d.at = accessEnd;
  }
}
