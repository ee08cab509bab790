/**
 * The first release of each line 1.N, by N. Source: https://go.dev/doc/devel/release, as of 2026-11-21.
 * A line that is not here yet is newer than this table, and nothing is said of its support.
 */
const RELEASED: readonly string[] = [
  '2012-03-28',
  '2013-05-13',
  '2013-12-01',
  '2014-06-18',
  '2014-12-10',
  '2015-08-19',
  '2016-02-17',
  '2016-08-15',
  '2017-02-16',
  '2017-08-24',
  '2018-02-16',
  '2018-08-24',
  '2019-02-25',
  '2019-09-03',
  '2020-02-25',
  '2020-08-11',
  '2021-02-16',
  '2021-08-16',
  '2022-03-15',
  '2022-08-02',
  '2023-02-01',
  '2023-08-08',
  '2024-02-06',
  '2024-08-13',
  '2025-02-11',
  '2025-08-12',
  '2026-02-10',
  '2026-08-19',
];

/** N of the newest line 1.N that the table knows. */
export const NEWEST_MINOR = RELEASED.length - 1;

/** Day on which 1.N came out (ISO 8601); null when the table does not know it. */
export function releasedOn(minor: number): string | null {
  return RELEASED[minor] ?? null;
}

/** Day on which 1.N lost its support, which is when 1.(N+2) came out; null while it has it. */
export function endOfLife(minor: number): string | null {
  return releasedOn(minor + 2);
}
