import { X509Certificate } from 'node:crypto';

/** Whether OpenSSL itself reads it. */
export function accepts(der: Buffer): boolean {
  try {
    new X509Certificate(der);
    return true;
  } catch {
    return false;
  }
}

/** Length of the outermost SEQUENCE with its head; null where it is cut short. */
export function elementSize(der: Buffer): number | null {
  if (der[0] !== 0x30 || der.length < 2) return null;
  const first = der[1] as number;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4 || first === 0x80 || der.length < 2 + count) return null;
  const size = 2 + count + (count === 0 ? first : der.readUIntBE(2, count));
  return size <= der.length ? size : null;
}
