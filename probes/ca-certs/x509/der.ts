/** Thrown where the bytes are not what the reader may accept; `reason` is for people. */
export class Refused extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Identifier octets of the universal types that certificates use (X.690, 8.1.2). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Identifier octet of a context-specific type. */
export const context = (number: number) => 0x80 | number;
export const contextConstructed = (number: number) => 0xa0 | number;

/**
 * A cursor over DER, as strict as Go's cryptobyte: definite lengths in their shortest form, no
 * multi-byte tags. It walks one buffer by offsets and makes no objects: it runs over every
 * certificate of a trust store on every probe.
 */
export class Der {
  readonly bytes: Uint8Array;
  /** Offset of the next element. */
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Identifier octet of the next element, -1 at the end. */
  peek(end: number): number {
    return this.at < end ? (this.bytes[this.at] as number) : -1;
  }

  /** Steps into the next element, which must have this tag; returns the offset at which it ends. */
  enter(tag: number, end: number, what: string): number {
    if (this.at >= end || this.bytes[this.at] !== tag) throw new Refused(`malformed ${what}`);
    return this.header(end, what);
  }

  /** Steps into the next element, whatever it is. */
  enterAny(end: number, what: string): number {
    if (this.at >= end || ((this.bytes[this.at] as number) & 0x1f) === 0x1f) {
      throw new Refused(`malformed ${what}`);
    }
    return this.header(end, what);
  }

  /** Steps over the next element. */
  skip(end: number, what: string): void {
    this.at = this.enterAny(end, what);
  }

  /** A non-empty INTEGER in its shortest form; leaves the cursor behind it. Returns its first content offset. */
  integer(end: number, what: string): number {
    const stop = this.enter(TAG.integer, end, what);
    const start = this.at;
    const first = this.bytes[start] as number;
    const second = this.bytes[start + 1] as number;
    const size = stop - start;
    if (size === 0 || (size > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))) {
      throw new Refused(`malformed ${what}`);
    }
    this.at = stop;
    return start;
  }

  boolean(end: number, what: string): boolean {
    const stop = this.enter(TAG.boolean, end, what);
    const value = this.bytes[this.at];
    if (stop - this.at !== 1 || (value !== 0 && value !== 0xff)) throw new Refused(`malformed ${what}`);
    this.at = stop;
    return value === 0xff;
  }

  /** An OBJECT IDENTIFIER; leaves the cursor behind it and returns its first content offset. */
  oid(end: number, what: string): number {
    const stop = this.enter(TAG.oid, end, what);
    const start = this.at;
    if (start === stop) throw new Refused(`malformed ${what}`);
    let run = 0;
    for (let i = start; i < stop; i++) {
      const byte = this.bytes[i] as number;
      // Base 128: no leading zero digit, and at most 31 bits in one arc.
      if (run === 0 && byte === 0x80) throw new Refused(`malformed ${what}`);
      if (run === 4 && (this.bytes[i - 4] as number) > 0x87) throw new Refused(`malformed ${what}`);
      if (run > 4) throw new Refused(`malformed ${what}`);
      run = byte >= 0x80 ? run + 1 : 0;
    }
    if (run !== 0) throw new Refused(`malformed ${what}`);
    this.at = stop;
    return start;
  }

  /** A BIT STRING with valid padding; the cursor is left at its first byte. Returns its end. */
  bitString(end: number, what: string): number {
    const stop = this.enter(TAG.bitString, end, what);
    const size = stop - this.at - 1;
    const unused = this.bytes[this.at] as number;
    const padding = size > 0 ? (this.bytes[stop - 1] as number) & ((1 << unused) - 1) : unused;
    if (size < 0 || unused > 7 || padding !== 0) throw new Refused(`malformed ${what}`);
    this.at++;
    return stop;
  }

  private header(end: number, what: string): number {
    const { bytes } = this;
    let at = this.at + 2;
    if (at > end) throw new Refused(`malformed ${what}`);
    let length = bytes[at - 1] as number;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4 || at + count > end) throw new Refused(`malformed ${what}`);
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + i] as number);
      if (length < 0x80 || length < 256 ** (count - 1)) throw new Refused(`malformed ${what}`);
      at += count;
    }
    if (at + length > end) throw new Refused(`${what} is cut short`);
    this.at = at;
    return at + length;
  }
}
