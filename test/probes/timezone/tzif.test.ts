import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTzif, designationAt, footerOf } from '../../../probes/timezone/files/tzif.ts';
import { type TzifDefectName, tzifDefect } from '../../../probes/timezone/files/tzif-defect.ts';
import { glibcZone } from '../../../probes/timezone/runtimes/glibc.ts';
import { goZone } from '../../../probes/timezone/runtimes/go-zone.ts';
import { muslZone } from '../../../probes/timezone/runtimes/musl.ts';
import { type TzifSpec, writeTzif } from '../../support/files/tzif-writer.ts';
import { ZONES, zoneBytes } from '../../support/memory/trees/timezone.ts';
import { cpuNow } from '../../support/system/effort.ts';

const TWO_TYPES: TzifSpec = {
  times: [100, 200],
  indices: [0, 1],
  types: [{ offset: 3600 }, { offset: 7200, dst: 1, designation: 4 }],
  designations: 'CET\0CEST\0',
  footer: 'CET-1CEST,M3.5.0,M10.5.0/3',
};

/** For each defect of RFC 9636 a file that has it and no other. */
const DEFECTS: Readonly<Record<TzifDefectName, Buffer>> = {
  'bad-magic': Buffer.from('TZIF'.padEnd(100)),
  truncated: writeTzif().subarray(0, -8),
  'unknown-version': writeTzif({ version: '9' }),
  'second-header': corrupted(writeTzif(), 54, 'XXXX'),
  'no-types': writeTzif({ types: [] }),
  'no-designations': writeTzif({ designations: '' }),
  'indicator-count': writeTzif({ ...TWO_TYPES, isStd: [1] }),
  'transition-order': writeTzif({ ...TWO_TYPES, times: [200, 200] }),
  'type-index': writeTzif({ ...TWO_TYPES, indices: [0, 2] }),
  'dst-flag': writeTzif({ types: [{ offset: 0, dst: 2 }] }),
  offset: writeTzif({ types: [{ offset: -(2 ** 31) }] }),
  designation: writeTzif({ types: [{ offset: 0, designation: 4 }] }),
  'leap-seconds': writeTzif({
    leaps: [
      [100, 1],
      [90, 2],
    ],
  }),
  indicator: writeTzif({ ...TWO_TYPES, isStd: [0, 0], isUt: [0, 1] }),
  footer: writeTzif({ footer: 'CST' }),
};

function corrupted(bytes: Buffer, at: number, text: string): Buffer {
  bytes.write(text, at, 'latin1');
  return bytes;
}

describe('the TZif reader', () => {
  it.each(ZONES)('finds nothing wrong with %s', (zone) => {
    expect(tzifDefect(zoneBytes(zone))).toBeNull();
  });

  it.each(Object.entries(DEFECTS))('calls %s by its name', (name, bytes) => {
    expect(tzifDefect(bytes)?.name).toBe(name);
  });

  it.each([
    ['version 1', { version: null }],
    ['version 3', { version: '3' }],
    ['version 4', { version: '4' }],
    ['an empty TZ string', { footer: '' }],
    ['an hour beyond the day in the TZ string', { footer: 'IST-2IDT,M3.4.4/26,M10.5.0' }],
    ['indicators for each type', { ...TWO_TYPES, isStd: [1, 1], isUt: [0, 1] }],
    [
      'leap seconds that expire',
      {
        version: '4',
        leaps: [
          [100, 1],
          [200, 2],
          [300, 2],
        ],
      },
    ],
    [
      'leap seconds whose beginning is cut off',
      {
        version: '4',
        leaps: [
          [100, 27],
          [200, 28],
        ],
      },
    ],
  ] as const satisfies readonly (readonly [string, TzifSpec])[])('accepts %s', (_, spec) => {
    expect(tzifDefect(writeTzif(spec))).toBeNull();
  });

  it.each([
    ['bytes behind the end', { trailer: 'x' }],
    ['a footer that does not end', { footer: null, trailer: '\nCST-8' }],
    ['no footer', { footer: null }],
    ['bytes behind version 1', { version: null, trailer: '\n' }],
  ] as const satisfies readonly (readonly [string, TzifSpec])[])('does not accept %s', (_, spec) => {
    expect(tzifDefect(writeTzif(spec))?.name).toBe('footer');
  });

  it('reads times beyond 32 bits, types, designations and the footer', () => {
    const tzif = decodeTzif(zoneBytes('Asia/Tokyo'));
    const block = tzif?.block;
    expect(block?.times[0]).toBe(-2587712400);
    expect(block?.types.slice(0, 3).map((type) => [type.offset, type.dst])).toEqual([
      [33539, 0],
      [36000, 1],
      [32400, 0],
    ]);
    expect(
      block == null ? null : block.types.slice(0, 3).map((type) => designationAt(block, type.designation)),
    ).toEqual(['LMT', 'JDT', 'JST']);
    expect(tzif === null ? null : footerOf(tzif)).toBe('JST-9');
  });
});

describe('zone files that somebody damaged', () => {
  const damaged = fc
    .record({
      zone: fc.constantFrom(...ZONES),
      changes: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 20 }),
      length: fc.nat(4000),
    })
    .map(({ zone, changes, length }) => {
      const bytes = Buffer.from(zoneBytes(zone));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes.subarray(0, length);
    });

  it('never make a reader throw, and give numbers', () => {
    fc.assert(
      fc.property(damaged, fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (bytes, seconds) => {
        tzifDefect(bytes);
        for (const read of [goZone, glibcZone, muslZone]) {
          const zone = read(bytes);
          const at = zone === null ? null : 'at' in zone ? zone.at : zone;
          if (at !== null) expect(Number.isFinite(at(seconds).offsetSeconds)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('may promise four thousand million transitions', () => {
    const bytes = writeTzif();
    for (const header of [0, 54]) bytes.writeUInt32BE(0xffff_ffff, header + 32);
    expect(tzifDefect(bytes)?.name).toBe('truncated');
    expect([goZone(bytes), glibcZone(bytes), muslZone(bytes)]).toEqual([null, null, null]);
  });

  it('are read in linear time', () => {
    const times = Array.from({ length: 100_000 }, (_, i) => i);
    const bytes = writeTzif({ times });
    const started = cpuNow();
    expect(tzifDefect(bytes)).toBeNull();
    for (const read of [goZone, glibcZone, muslZone]) expect(read(bytes)).not.toBeNull();
    expect(cpuNow() - started).toBeLessThan(5000);
  });
});
