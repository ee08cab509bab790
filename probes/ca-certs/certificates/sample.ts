/** A few characters of the lines between `start` and `end`: from the serial number, and from the middle of the key. */
export function sample(text: Buffer, start: number, end: number): number {
  const middle = (start + end) >> 1;
  let key = end - start;
  for (let i = 0; i < 4; i++) {
    key = ((key << 5) | (key >>> 27)) ^ ((text[start + 24 + i] ?? 0) << 8) ^ (text[middle + i] ?? 0);
  }
  return key;
}
