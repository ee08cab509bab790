import { Der, TAG } from './der.ts';

/** Attribute types that people know by a short name (RFC 4514, 3), by their DER content in hex. */
const SHORT: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
  '2a864886f70d010901': 'emailAddress',
};

/** One attribute of a Name. */
export interface Attribute {
  /** Object identifier, DER content in hex. */
  readonly oid: string;
  /** Identifier octet of the value. */
  readonly tag: number;
  readonly value: Buffer;
}

/** The relative distinguished names of a Name that was read before. `start` is the offset of its tag. */
export function attributesOf(der: Uint8Array, start: number): readonly (readonly Attribute[])[] {
  const d = new Der(der, start);
  const sets: Attribute[][] = [];
  const end = d.enter(TAG.sequence, der.length, 'name');
  while (d.at < end) {
    const set: Attribute[] = [];
    const setEnd = d.enter(TAG.set, end, 'name');
    while (d.at < setEnd) {
      const pairEnd = d.enter(TAG.sequence, setEnd, 'name');
      const oidStart = d.oid(pairEnd, 'name');
      const oid = slice(der, oidStart, d.at).toString('hex');
      const tag = d.peek(pairEnd);
      const valueEnd = d.enterAny(pairEnd, 'name');
      set.push({ oid, tag, value: slice(der, d.at, valueEnd) });
      d.at = pairEnd;
    }
    sets.push(set);
  }
  return sets;
}

const slice = (der: Uint8Array, start: number, end: number) =>
  Buffer.from(der.buffer, der.byteOffset + start, end - start);

/** The value of a string attribute. */
export function textOf({ tag, value }: Attribute): string {
  if (tag === TAG.utf8String) return value.toString('utf8');
  if (tag === TAG.bmpString) return Buffer.from(value).swap16().toString('utf16le');
  return value.toString('latin1');
}

/** A Name for people, the most telling part first: `CN=ISRG Root X1, O=…, C=US`. */
export function nameText(der: Uint8Array, start: number): string {
  const parts = attributesOf(der, start)
    .flat()
    .map((attribute) => `${SHORT[attribute.oid] ?? attribute.oid}=${textOf(attribute)}`);
  return parts.reverse().join(', ') || '(empty name)';
}

/** What people call a CA: its common name, else its unit or organisation. */
export function shortName(der: Uint8Array, start: number): string {
  const attributes = attributesOf(der, start).flat();
  const named = ['CN', 'OU', 'O'].map((name) => attributes.find(({ oid }) => SHORT[oid] === name));
  const found = named.find((attribute) => attribute !== undefined);
  return found === undefined ? nameText(der, start) : textOf(found);
}
