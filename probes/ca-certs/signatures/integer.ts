/** The bytes from `start` to `end` as a number, the first the highest. */
export function integer(bytes: Uint8Array, start: number, end: number): bigint {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return part.length === 0 ? 0n : BigInt(`0x${part.toString('hex')}`);
}
