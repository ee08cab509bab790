/** What a TZif file says (RFC 9636); everything may be wrong, so that readers can be tested with it. */
export interface TzifSpec {
  /** The version octet as a character; null for version 1. */
  readonly version?: '2' | '3' | '4' | '9' | null;
  /** Seconds since 1970. */
  readonly times?: readonly number[];
  readonly indices?: readonly number[];
  readonly types?: readonly {
    readonly offset: number;
    readonly dst?: number;
    readonly designation?: number;
  }[];
  readonly designations?: string;
  readonly leaps?: readonly (readonly [at: number, correction: number])[];
  readonly isStd?: readonly number[];
  readonly isUt?: readonly number[];
  /** TZ string of the footer; null for no footer at all. */
  readonly footer?: string | null;
  /** Bytes behind the end. */
  readonly trailer?: string;
}

/** A zone file; by default eight hours east, called CST, for ever. */
export function writeTzif(spec: TzifSpec = {}): Buffer {
  const { version = '2', footer = 'CST-8', trailer = '' } = spec;
  const ends = Buffer.from(`${footer === null ? '' : `\n${footer}\n`}${trailer}`, 'latin1');
  if (version === null) return Buffer.concat([block(spec, null, 4), Buffer.from(trailer)]);
  return Buffer.concat([block(spec, version, 4), block(spec, version, 8), ends]);
}

function block(spec: TzifSpec, version: string | null, size: 4 | 8): Buffer {
  const {
    times = [],
    indices = times.map(() => 0),
    types = [{ offset: 28_800 }],
    designations = 'CST\0',
  } = spec;
  const { leaps = [], isStd = [], isUt = [] } = spec;
  const header = Buffer.alloc(44);
  header.write('TZif');
  if (version !== null) header.write(version, 4);
  const counts = [isUt.length, isStd.length, leaps.length, times.length, types.length, designations.length];
  for (const [i, count] of counts.entries()) header.writeUInt32BE(count, 20 + 4 * i);
  return Buffer.concat([
    header,
    ...times.map((time) => instant(time, size)),
    Buffer.from(indices),
    ...types.map(({ offset, dst = 0, designation = 0 }) =>
      Buffer.concat([integer(offset), Buffer.from([dst, designation])]),
    ),
    Buffer.from(designations, 'latin1'),
    ...leaps.map(([at, correction]) => Buffer.concat([instant(at, size), integer(correction)])),
    Buffer.from(isStd),
    Buffer.from(isUt),
  ]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function instant(seconds: number, size: 4 | 8): Buffer {
  if (size === 4) return integer(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, seconds)));
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(seconds));
  return bytes;
}
