/** What GOMEMLIMIT offers: the Go runtime takes no other unit, and ends before main. */
export const LIMIT_UNITS = 'the units are B, KiB, MiB, GiB and TiB; an empty one counts as unset';

/** The GOMEMLIMIT that is meant by `512Mi`, `512M` or `1 g`; empty, which is none, where nobody can tell. */
export function memoryLimitMeantBy(value: string): string {
  const [, count, unit] = /^["']?(\d+) ?([KMGT])/i.exec(value) ?? [];
  return count === undefined || unit === undefined ? '' : `${count}${unit.toUpperCase()}iB`;
}
