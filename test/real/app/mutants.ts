/** The same numbers on every run (xorshift32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const VALUES = [0, 1, 2, 3, 4, 7, 8, 16, 0x7f, 0x80, 0xfe, 0xff];

/** A program with one to three bytes of its header and its program headers changed, or cut somewhere. */
export function* mutants(program: Buffer, count: number, seed: number): Generator<Buffer> {
  const next = numbers(seed);
  const tables = 64 + program.readUInt16LE(56) * 56;
  for (let i = 0; i < count; i++) {
    const bytes = Buffer.from(next(10) === 0 ? program.subarray(0, next(program.length)) : program);
    for (let changes = 1 + next(3); changes > 0; changes--) {
      const at = next(3) === 0 ? next(64) : next(tables);
      if (at < bytes.length) bytes[at] = VALUES[next(VALUES.length)] ?? 0;
    }
    yield bytes;
  }
}
