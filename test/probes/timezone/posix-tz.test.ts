import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGlibcPosix } from '../../../probes/timezone/posix/posix-glibc.ts';
import { parseGoPosix } from '../../../probes/timezone/posix/posix-go.ts';
import { isMuslPosix, parseMuslPosix } from '../../../probes/timezone/posix/posix-musl.ts';
import { type PosixZone, posixTime } from '../../../probes/timezone/posix/posix-tz.ts';
import { cpuNow } from '../../support/system/effort.ts';

const at = (zone: PosixZone | null, instant: string) =>
  zone === null ? null : posixTime(zone, Date.parse(instant) / 1000).offsetSeconds / 3600;

describe('POSIX TZ strings', () => {
  it.each([
    ['CST-8', '2026-07-01T00:00Z', 8],
    ['<-03>3', '2026-07-01T00:00Z', -3],
    ['CET-1CEST,M3.5.0,M10.5.0/3', '2026-03-29T00:59:59Z', 1],
    ['CET-1CEST,M3.5.0,M10.5.0/3', '2026-03-29T01:00:00Z', 2],
    ['CET-1CEST,M3.5.0,M10.5.0/3', '2026-10-25T00:59:59Z', 2],
    ['CET-1CEST,M3.5.0,M10.5.0/3', '2026-10-25T01:00:00Z', 1],
    // The southern summer lies over New Year.
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', '2026-01-01T00:00Z', 11],
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', '2026-07-01T00:00Z', 10],
    // Jn does not count the leap day, n does.
    ['AAA0BBB,J60,J300', '2028-03-01T01:59:59Z', 0],
    ['AAA0BBB,J60,J300', '2028-03-01T02:00:00Z', 1],
    ['AAA0BBB,60,299', '2028-03-01T02:00:00Z', 1],
    ['IST-2IDT,M3.4.4/26,M10.5.0', '2026-03-27T00:00:00Z', 3],
    ['IST-2IDT,M3.4.4/26,M10.5.0', '2026-03-26T23:59:59Z', 2],
  ])('%s at %s is %d hours east for every reader', (text, instant, hours) => {
    expect([
      at(parseGoPosix(text), instant),
      at(parseGlibcPosix(text).zone, instant),
      at(parseMuslPosix(text), instant),
    ]).toEqual([hours, hours, hours]);
  });

  it.each([
    '',
    'CST',
    'AB-8',
    '<CST-8',
    'CST-8x',
    'CST-200',
    'CST-8:60',
    'A-8',
    'CET-1CEST,M3.5.0',
    'CET-1CEST,M13.1.0,M1.1.0',
    'CET-1CEST,J0,J1',
    'CET-1CEST,M3.5.0,M10.5.0x',
  ])('Go refuses %j', (text) => {
    expect(parseGoPosix(text)).toBeNull();
  });

  it('musl has summer all the year where no rules are given', () => {
    const zone = parseMuslPosix('EST5EDT');
    const seconds = Date.parse('2026-12-01T00:00Z') / 1000;
    expect(posixTime(zone, seconds, 'dst')).toEqual({
      offsetSeconds: -14_400,
      isDst: true,
      abbreviation: 'EDT',
    });
  });

  it.each([
    ['CST-8', true],
    ['UTC', true],
    ['<+08>-8', true],
    ['Etc/GMT+8', false],
    [':CST-8', false],
    ['CST', false],
    ['', false],
  ])('musl takes %j for a POSIX string: %s', (tz, posix) => {
    expect(isMuslPosix(tz)).toBe(posix);
  });

  it('never make a reader throw', () => {
    const piece = fc.constantFrom(
      ...[
        'CST',
        'EDT',
        '<+08>',
        '<',
        '>',
        '-',
        '+',
        '8',
        '99999999999',
        ':',
        ',',
        ';',
        '/',
        'M',
        '.',
        '3',
        '0',
        'J',
        '60',
        ' ',
        '\0',
        'é',
      ],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: -(2 ** 33), max: 2 ** 33 }), (tz, seconds) => {
        const zones = [parseGoPosix(tz), parseGlibcPosix(tz).zone, parseMuslPosix(tz)];
        for (const zone of zones) if (zone !== null) posixTime(zone, seconds);
        isMuslPosix(tz);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['<', 'A', '8', 'M', 'CST-', 'CST-8:', ','])('are read in linear time: %j many times', (part) => {
    const text = part.repeat(200_000);
    const started = cpuNow();
    for (const parse of [parseGoPosix, parseGlibcPosix, parseMuslPosix]) parse(text);
    expect(cpuNow() - started).toBeLessThan(5000);
  });
});
