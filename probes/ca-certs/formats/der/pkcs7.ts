import { child, children, type Element, encode, isTagged, isUniversal, oidOf, TYPE } from './asn1.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** ContentInfo with SignedData (RFC 5652, 3 and 5.1): what `.p7b` and `.p7c` files are. */
export function isPkcs7(file: Element): boolean {
  return oidOf(child(file, 0)) === SIGNED_DATA && isTagged(child(file, 1), 0);
}

/**
 * The certificates of SignedData, field `certificates [0]`: everything but a Certificate (attribute certificates
 * of several ages) has a tag of its own there. Null where the structure is broken.
 */
export function certificatesOfPkcs7(file: Element): readonly Buffer[] | null {
  const signedData = child(child(file, 1), 0);
  // version, digestAlgorithms, encapContentInfo.
  const fields = children(signedData);
  if (!isUniversal(fields[0], TYPE.INTEGER) || fields.length < 3) return null;
  const set = fields.slice(3).find((field) => isTagged(field, 0));
  return children(set)
    .filter((choice) => isUniversal(choice, TYPE.SEQUENCE))
    .map(encode);
}
