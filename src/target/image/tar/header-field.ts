/** Bytes of a block of an archive, such as a header. */
export const BLOCK = 512;

/** A number in octal digits; null where there is none. */
export function octal(block: Buffer, at: number, length: number): number | null {
  const [text = ''] = block.toString('latin1', at, at + length).split('\0');
  return /^[0-7]+$/.test(text.trim()) ? Number.parseInt(text, 8) : null;
}
