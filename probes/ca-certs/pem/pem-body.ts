/** The lines before and after a certificate; a file may end without the end of the last one. */
export const BEGIN = '-----BEGIN CERTIFICATE-----\n';
export const END = '-----END CERTIFICATE-----';

const LINE = 64;
const LF = 10;
const EQUALS = 0x3d;
const UNDERSCORE = 0x5f;

/**
 * The bytes that the lines between BEGIN and END stand for, where they are as RFC 7468 wants them written:
 * 64 characters a line, LF at the end of each. Null where anything is unusual.
 */
export function decodeBody(text: Buffer, start: number, end: number): Buffer | null {
  const size = end - start;
  const lastLine = (size - 1) % (LINE + 1);
  if (size < 2 || lastLine === 0) return null;
  for (let i = start + LINE; i < end; i += LINE + 1) if (text[i] !== LF) return null;
  if (text[end - 1] !== LF) return null;
  const lines = Math.ceil(size / (LINE + 1));
  const characters = size - lines;
  if (characters % 4 !== 0) return null;
  const body = text.subarray(start, end);
  // The URL alphabet, which Node's decoder takes too, and no PEM reader. Its "-" would have ended the body.
  if (body.includes(UNDERSCORE)) return null;
  let padding = 0;
  while (padding < 2 && text[end - 2 - padding] === EQUALS) padding++;
  const der = Buffer.from(body.toString('latin1'), 'base64');
  // Node's decoder passes over what is not base64: then the result is shorter.
  return der.length === (characters / 4) * 3 - padding ? der : null;
}

/** The lines that {@link decodeBody} reads as these bytes. */
export function encodeBody(der: Buffer): Buffer {
  return Buffer.from(der.toString('base64').replace(/.{1,64}/g, '$&\n'), 'latin1');
}
