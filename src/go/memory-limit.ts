/** What GOMEMLIMIT offers: the Go runtime takes no other unit, and ends before main. */
export const LIMIT_UNITS = 'the units are B, KiB, MiB, GiB and TiB; an empty one counts as unset';

/** The largest number of 64 bits with a sign: what `off` stands for. */
const MAX_INT64 = 2n ** 63n - 1n;

/** Of that number: what is longer is larger. */
const MAX_DIGITS = 19;

const POWERS: Readonly<Record<string, bigint>> = { K: 10n, M: 20n, G: 30n, T: 40n };

/** What the Go runtime makes of a GOMEMLIMIT. */
export type MemoryLimit =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: number }
  /** It prints `malformed GOMEMLIMIT` and ends before main. */
  | { readonly kind: 'refused' };

/**
 * As runtime/mgcpacer.go, readGOMEMLIMIT, and runtime/string.go, parseByteCount, read it.
 *
 * @param takesPlus whether a plus may stand in front: from Go 1.26 on
 */
export function memoryLimitOf(value: string | undefined, takesPlus = true): MemoryLimit {
  if (value === undefined || value === '' || value === 'off') return { kind: 'none' };
  const [, sign, digits, unit] = /^([-+]?)(\d+)(?:([KMGT])iB|B)?$/.exec(value) ?? [];
  if (digits === undefined || (sign === '+' && !takesPlus)) return { kind: 'refused' };
  const short = digits.replace(/^0+/, '');
  if (short.length > MAX_DIGITS) return { kind: 'refused' };
  const count = BigInt(short);
  const bytes = count << (unit === undefined ? 0n : (POWERS[unit] ?? 0n));
  if ((sign === '-' && count !== 0n) || bytes > MAX_INT64) return { kind: 'refused' };
  return bytes === MAX_INT64 ? { kind: 'none' } : { kind: 'bytes', bytes: Number(bytes) };
}

/** The GOMEMLIMIT that is meant by `512Mi`, `512M` or `1 g`; empty, which is none, where nobody can tell. */
export function memoryLimitMeantBy(value: string): string {
  const [, count, unit] = /^["']?(\d+) ?([KMGT])/i.exec(value) ?? [];
  return count === undefined || unit === undefined ? '' : `${count}${unit.toUpperCase()}iB`;
}
