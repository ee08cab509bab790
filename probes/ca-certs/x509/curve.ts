/** Field prime and coefficient b of the curves that Go knows (FIPS 186-5); a is -3 for all of them. */
const CURVES: Readonly<Record<number, readonly [p: string, b: string]>> = {
  224: [
    '0xffffffffffffffffffffffffffffffff000000000000000000000001',
    '0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4',
  ],
  256: [
    '0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
    '0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
  ],
  384: [
    '0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff',
    '0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef',
  ],
  521: [
    '0x01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00',
  ],
};

/** True when the uncompressed point `04 x y` lies on the curve of that many bits. */
export function isOnCurve(bits: number, point: Buffer): boolean {
  const curve = CURVES[bits];
  if (curve === undefined) return false;
  const [p, b] = [BigInt(curve[0]), BigInt(curve[1])];
  const size = Math.ceil(bits / 8);
  const x = BigInt(`0x${point.toString('hex', 1, 1 + size)}`);
  const y = BigInt(`0x${point.toString('hex', 1 + size, 1 + 2 * size)}`);
  if (x >= p || y >= p) return false;
  return (y * y - (x * x * x - 3n * x + b)) % p === 0n;
}
