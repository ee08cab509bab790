import type { Range } from '../x509/certificate.ts';
import { Der, TAG } from '../x509/der.ts';
import { integer } from './integer.ts';

/** NIST P-256 (FIPS 186-5; SP 800-186, 3.2.1.3): field prime, order, generator; a is -3. */
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const GENERATOR: Point = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  1n,
];

/** Jacobian coordinates: x/z², y/z³; z is 0 for the point at infinity. */
type Point = readonly [x: bigint, y: bigint, z: bigint];

/**
 * True when the P-256 key (the uncompressed point, which lies on the curve) surely made this ECDSA signature of the
 * digest (hex). Nothing here is secret, so nothing has to take the same time.
 */
export function isP256Signed(
  digest: string,
  signature: Uint8Array,
  key: Uint8Array,
  [start]: Range,
): boolean {
  const d = new Der(signature, 0);
  const end = d.enter(TAG.sequence, signature.length, 'signature');
  const r = integer(signature, d.integer(end, 'r'), d.at);
  const s = integer(signature, d.integer(end, 's'), d.at);
  if (d.at !== signature.length || r === 0n || r >= ORDER || s === 0n || s >= ORDER) return false;
  const point: Point = [integer(key, start + 1, start + 33), integer(key, start + 33, start + 65), 1n];
  const inverse = invert(s, ORDER);
  const [x, , z] = sum((BigInt(`0x${digest}`) * inverse) % ORDER, (r * inverse) % ORDER, point);
  if (z === 0n) return false;
  const i = invert(z, P);
  return positive(x * i * i, P) % ORDER === r;
}

/** u·G + v·Q, two bits of both at a time. */
function sum(u: bigint, v: bigint, q: Point): Point {
  const table = multiples(GENERATOR).flatMap((g) => multiples(q).map((other) => add(g, other)));
  const [a, b] = [u.toString(4).padStart(128, '0'), v.toString(4).padStart(128, '0')];
  let point: Point = INFINITY;
  for (let i = 0; i < 128; i++) {
    point = add(double(double(point)), table[4 * Number(a[i]) + Number(b[i])] as Point);
  }
  return point;
}

const INFINITY: Point = [0n, 1n, 0n];
const multiples = (point: Point): readonly Point[] => {
  const twice = double(point);
  return [INFINITY, point, twice, add(twice, point)];
};

/** dbl-2001-b and add-1998-cmo-2 of the Explicit-Formulas Database. Two equal points come out as infinity. */
function double(point: Point): Point {
  const [x, y, z] = point;
  if (z === 0n) return point;
  const delta = (z * z) % P;
  const gamma = (y * y) % P;
  const beta = (x * gamma) % P;
  const alpha = (3n * (x - delta) * (x + delta)) % P;
  const x3 = (alpha * alpha - 8n * beta) % P;
  return [x3, (alpha * (4n * beta - x3) - 8n * gamma * gamma) % P, (2n * y * z) % P];
}

function add(p: Point, q: Point): Point {
  if (p[2] === 0n) return q;
  if (q[2] === 0n) return p;
  const [zz1, zz2] = [(p[2] * p[2]) % P, (q[2] * q[2]) % P];
  const u1 = (p[0] * zz2) % P;
  const s1 = (((p[1] * q[2]) % P) * zz2) % P;
  const h = (q[0] * zz1 - u1) % P;
  const r = (((q[1] * p[2]) % P) * zz1 - s1) % P;
  const hh = (h * h) % P;
  const hhh = (h * hh) % P;
  const v = (u1 * hh) % P;
  const x3 = (r * r - hhh - 2n * v) % P;
  return [x3, (r * (v - x3) - s1 * hhh) % P, (((p[2] * q[2]) % P) * h) % P];
}

const positive = (value: bigint, modulus: bigint) => ((value % modulus) + modulus) % modulus;

/** By the extended Euclidean algorithm. */
function invert(value: bigint, modulus: bigint): bigint {
  let [a, b] = [modulus, positive(value, modulus)];
  let [s, t] = [0n, 1n];
  while (b !== 0n) {
    const q = a / b;
    [a, b] = [b, a - q * b];
    [s, t] = [t, s - q * t];
  }
  return positive(s, modulus);
}
