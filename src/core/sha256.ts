/** SHA-256 (FIPS 180-4) in hex. For a few kilobytes: to load node:crypto for them costs twenty times as much. */
export function sha256(bytes: Uint8Array): string {
  const message = padded(bytes);
  const hash = new Int32Array(START);
  for (let at = 0; at < message.length; at += BLOCK) compress(hash, message, at);
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

const BLOCK = 64;

function padded(bytes: Uint8Array): Buffer {
  const message = Buffer.alloc((bytes.length + 9 + BLOCK - 1) & -BLOCK);
  message.set(bytes);
  message[bytes.length] = 0x80;
  message.writeUInt32BE(bytes.length * 8, message.length - 4);
  return message;
}

function compress(hash: Int32Array, message: Buffer, at: number): void {
  const w = new Int32Array(64);
  for (let i = 0; i < 16; i++) w[i] = message.readInt32BE(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15] as number, w[i - 2] as number];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] as number) + s0 + (w[i - 7] as number) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (K[i] as number) + (w[i] as number);
    const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
    h = g;
    g = f;
    f = e;
    e = (d + t) | 0;
    d = c;
    c = b;
    b = a;
    a = (t + u) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] as number) + word;
}

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

/** 32 bits behind the point of the square roots of the first 8 primes, and of the cube roots of the first 64. */
const START = new Int32Array(8);
const K = new Int32Array(64);
for (let n = 2, count = 0; count < 64; n++) {
  let isPrime = true;
  for (let d = 2; d * d <= n; d++) isPrime &&= n % d !== 0;
  if (!isPrime) continue;
  if (count < 8) START[count] = (Math.sqrt(n) % 1) * 2 ** 32;
  K[count++] = (Math.cbrt(n) % 1) * 2 ** 32;
}
