import type { Field } from './field.ts';

/* Amounts as Kubernetes writes them (resource.Quantity): `1500m`, `200Mi`, `1e3`. Counted in billionths, exactly. */

/** Billionths of one. */
export type Quantity = bigint;

export const ONE: Quantity = 1_000_000_000n;

const FACTORS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, ONE],
  u: [1n, 1_000_000n],
  m: [1n, 1000n],
  '': [1n, 1n],
  k: [10n ** 3n, 1n],
  M: [10n ** 6n, 1n],
  G: [10n ** 9n, 1n],
  T: [10n ** 12n, 1n],
  P: [10n ** 15n, 1n],
  E: [10n ** 18n, 1n],
  Ki: [2n ** 10n, 1n],
  Mi: [2n ** 20n, 1n],
  Gi: [2n ** 30n, 1n],
  Ti: [2n ** 40n, 1n],
  Pi: [2n ** 50n, 1n],
  Ei: [2n ** 60n, 1n],
};

/** Null for what is no quantity. What is finer than a billionth is rounded up, as Kubernetes does. */
export function parseQuantity(text: string): Quantity | null {
  const [, sign, whole = '', fraction = '', suffix = ''] =
    /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?((?:[eE][+-]?\d{1,2})|[A-Za-z]{0,2})$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return null;
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  const factor = exponent === undefined ? FACTORS[suffix] : powerOfTen(Number(exponent));
  if (factor === undefined) return null;
  const [times, per] = factor;
  const amount = ceilDivide(BigInt(whole + fraction) * times * ONE, per * 10n ** BigInt(fraction.length));
  return sign === '-' ? -amount : amount;
}

function powerOfTen(exponent: number): readonly [bigint, bigint] {
  return exponent >= 0 ? [10n ** BigInt(exponent), 1n] : [1n, 10n ** BigInt(-exponent)];
}

/** Rounded up, of what is not negative. */
export function ceilDivide(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}

/** A field that holds one, as text or as a number. */
export function quantityOf(field: Field): Quantity | null {
  if (!field.isThere) return null;
  const { value } = field;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const quantity = parseQuantity(text);
  if (quantity === null)
    throw field.refused(`is no amount: ${JSON.stringify(value)}; write such as 500m or 200Mi`);
  return quantity;
}
