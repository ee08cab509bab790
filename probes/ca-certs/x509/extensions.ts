import { context, type Der, Refused, TAG } from './der.ts';
import { readAccessInfo, readDistributionPoints, readExtKeyUsage, readPolicies } from './extension-lists.ts';
import { readRareExtension } from './extension-rare.ts';

/** What the rules need to know of a certificate's extensions (RFC 5280, 4.2). */
export interface Extensions {
  /** basicConstraints: null where there are none. */
  readonly ca: boolean | null;
  /** keyUsage allows signing certificates, or is not there. */
  readonly mayCertSign: boolean;
  /** Key identifiers: of the subject and of the issuer. */
  readonly subjectKey: Uint8Array | null;
  readonly authorityKey: Uint8Array | null;
  /** False where Go overlooks trailing bytes that others may not. */
  readonly regular: boolean;
  /** False where one of them may keep it from vouching for a server: signatures/unusable.ts looks closer. */
  readonly plain: boolean;
}

export const EMPTY_EXTENSIONS: Extensions = {
  ca: null,
  mayCertSign: true,
  subjectKey: null,
  authorityKey: null,
  regular: true,
  plain: true,
};

/** Second to last arc of id-ce (2.5.29.N) extensions. */
const ID_CE = 0x1d;
const KEY_CERT_SIGN = 0x04;
/** extKeyUsage. */
const PURPOSES = 37;
/** keyUsage, basicConstraints, nameConstraints and those of policies: critical ones that all verifiers know. */
const USUAL = [15, 19, 30, 32, 33, 36, 54];

/** The SEQUENCE of extensions, with the refusals of Go's processExtensions; the cursor is left behind it. */
export function readExtensions(d: Der, limit: number): Extensions {
  const end = d.enter(TAG.sequence, limit, 'extensions');
  let ca: boolean | null = null;
  let mayCertSign = true;
  let subjectKey: Uint8Array | null = null;
  let authorityKey: Uint8Array | null = null;
  let regular = true;
  let plain = true;
  const seen: string[] = [];
  let seenLow = 0;
  let seenHigh = 0;

  while (d.at < end) {
    const stop = d.enter(TAG.sequence, end, 'extension');
    const oid = d.oid(stop, 'extension');
    const oidEnd = d.at;
    const critical = d.peek(stop) === TAG.boolean ? d.boolean(stop, 'extension') : false;
    const valueEnd = d.enter(TAG.octetString, stop, 'extension');
    regular &&= valueEnd === stop;
    const { bytes } = d;
    const isCe =
      oidEnd - oid === 3 &&
      bytes[oid] === 0x55 &&
      bytes[oid + 1] === ID_CE &&
      (bytes[oid + 2] as number) < 0x40;

    if (!isCe) {
      const name = Buffer.from(bytes.buffer, bytes.byteOffset + oid, oidEnd - oid).toString('latin1');
      if (seen.includes(name)) throw new Refused('duplicate extension');
      seen.push(name);
      if (name === AUTHORITY_INFO_ACCESS) {
        if (critical) throw new Refused('authority info access is marked critical');
        readAccessInfo(d, valueEnd);
        regular &&= d.at === valueEnd;
      } else plain &&= !critical;
      d.at = stop;
      continue;
    }

    const number = bytes[oid + 2] as number;
    plain &&= number !== PURPOSES && (!critical || USUAL.includes(number));
    const bit = 1 << (number & 31);
    if (((number < 32 ? seenLow : seenHigh) & bit) !== 0) throw new Refused('duplicate extension');
    if (number < 32) seenLow |= bit;
    else seenHigh |= bit;
    switch (number) {
      case 19: {
        const innerEnd = d.enter(TAG.sequence, valueEnd, 'basic constraints');
        ca = d.peek(innerEnd) === TAG.boolean ? d.boolean(innerEnd, 'basic constraints') : false;
        if (d.peek(innerEnd) === TAG.integer) {
          const at = d.integer(innerEnd, 'basic constraints');
          if ((bytes[at] as number) >= 0x80 || d.at - at > 8) throw new Refused('invalid basic constraints');
        }
        regular &&= d.at === innerEnd && innerEnd === valueEnd;
        break;
      }
      case 15: {
        const bitsEnd = d.bitString(valueEnd, 'key usage');
        mayCertSign = d.at < bitsEnd && ((bytes[d.at] as number) & KEY_CERT_SIGN) !== 0;
        regular &&= bitsEnd === valueEnd;
        break;
      }
      case 14: {
        if (critical) throw new Refused('subject key identifier is marked critical');
        const keyEnd = d.enter(TAG.octetString, valueEnd, 'subject key identifier');
        subjectKey = bytes.subarray(d.at, keyEnd);
        regular &&= keyEnd === valueEnd;
        break;
      }
      case 35: {
        if (critical) throw new Refused('authority key identifier is marked critical');
        const innerEnd = d.enter(TAG.sequence, valueEnd, 'authority key identifier');
        if (d.peek(innerEnd) === context(0)) {
          const keyEnd = d.enter(context(0), innerEnd, 'authority key identifier');
          authorityKey = bytes.subarray(d.at, keyEnd);
        }
        regular &&= innerEnd === valueEnd;
        break;
      }
      case PURPOSES:
        readExtKeyUsage(d, valueEnd);
        break;
      case 32:
        readPolicies(d, valueEnd);
        break;
      case 31:
        readDistributionPoints(d, valueEnd);
        break;
      default:
        readRareExtension(d, number, valueEnd);
    }
    d.at = stop;
  }
  return { ca, mayCertSign, subjectKey, authorityKey, regular, plain };
}

/** 1.3.6.1.5.5.7.1.1 */
const AUTHORITY_INFO_ACCESS = '\x2b\x06\x01\x05\x05\x07\x01\x01';
