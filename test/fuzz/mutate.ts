import fc from 'fast-check';

/** Inputs per parser: few enough for every run of the tests, unless FUZZ_RUNS says more (`npm run fuzz`). */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 2000);

/** Bytes that parsers trip over, besides those of the seeds. */
const SPICE: readonly Buffer[] = [
  ...[
    '',
    '\0',
    '\r',
    '\n',
    '\r\n',
    '=',
    ':',
    '"',
    "'",
    '\\',
    '#',
    '-----',
    '\t',
    '%',
    '__proto__',
    'constructor',
  ],
  ...[
    '-1',
    '0',
    '99999999999999999999',
    '1e999',
    '\ufeff',
    '\u2028',
    'é',
    '{',
    '[',
    '&a',
    '*a',
    '<<',
    '!!js',
    '---\n',
  ],
]
  .map((text) => Buffer.from(text))
  .concat([
    Buffer.from([0xff]),
    Buffer.from([0x80]),
    Buffer.from([0xc3, 0x28]),
    Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0x30, 0x80]),
    Buffer.from([0x7f, 0xff, 0xff, 0xff]),
    Buffer.alloc(300),
  ])
  // Floods of one character.
  .concat([...'a0 \n\t/"-.,:'].map((character) => Buffer.from(character.repeat(5000))));

interface Change {
  readonly kind: 'flip' | 'delete' | 'double' | 'insert' | 'splice' | 'truncate' | 'repeat';
  readonly at: number;
  readonly length: number;
  readonly value: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('flip', 'delete', 'double', 'insert', 'splice', 'truncate', 'repeat'),
  at: fc.nat(1 << 20),
  length: fc.nat(40),
  value: fc.nat(255),
});

/** Seeds, changed in up to eight places; and now and then bytes that have nothing to do with them. */
export function mutated(seeds: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const changed = fc
    .tuple(fc.nat(seeds.length - 1), fc.array(change, { maxLength: 8 }))
    .map(([seed, changes]) => changes.reduce((bytes, one) => apply(bytes, one, seeds), pick(seeds, seed)));
  const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ arbitrary: changed, weight: 9 }, { arbitrary: anything, weight: 1 });
}

function apply(bytes: Buffer, { kind, at, length, value }: Change, seeds: readonly Buffer[]): Buffer {
  const start = at % (bytes.length + 1);
  const head = bytes.subarray(0, start);
  const tail = bytes.subarray(start);
  switch (kind) {
    case 'flip':
      return Buffer.concat([head, Buffer.from([value]), tail.subarray(1)]);
    case 'delete':
      return Buffer.concat([head, tail.subarray(length)]);
    case 'double':
      return Buffer.concat([head, tail.subarray(0, length), tail]);
    case 'insert':
      return Buffer.concat([head, pick(SPICE, value), tail]);
    case 'splice': {
      const other = pick(seeds, value);
      return Buffer.concat([head, other.subarray(at % (other.length + 1))]);
    }
    case 'truncate':
      return head;
    case 'repeat':
      return Buffer.concat([head, ...Array<Buffer>(length).fill(tail.subarray(0, 20)), tail]);
  }
}

function pick(list: readonly Buffer[], number: number): Buffer {
  return list[number % list.length] ?? Buffer.alloc(0);
}
