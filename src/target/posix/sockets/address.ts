/** The bytes of an address as the kernel prints them: words of 32 bits in the order of the machine. */
export function bytesOf(hex: string, little: boolean): readonly number[] {
  const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  if (!little) return bytes;
  return bytes.map((_, at) => bytes[(at & ~3) + 3 - (at & 3)] ?? 0);
}

/** `a.b.c.d` for four bytes, the form of RFC 5952 for sixteen. */
export function addressOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = [...text.matchAll(/\b0(?::0){1,7}\b/g)].map(({ 0: zeros, index }) => ({
    index,
    length: zeros.length,
  }));
  const [longest] = runs.sort((a, b) => b.length - a.length || a.index - b.index);
  if (longest === undefined) return text;
  const { index, length } = longest;
  return `${text.slice(0, index).replace(/:$/, '')}::${text.slice(index + length).replace(/^:/, '')}`;
}

/** The IPv4 address in `::ffff:a.b.c.d`; null for any other. */
export function mappedIn(bytes: readonly number[]): readonly number[] | null {
  if (bytes.length !== 16 || bytes[10] !== 0xff || bytes[11] !== 0xff) return null;
  return bytes.slice(0, 10).every((byte) => byte === 0) ? bytes.slice(12) : null;
}

/** Any way of writing an address → the one that is used here. */
export function normalAddress(text: string): string {
  if (!text.includes(':')) return text;
  try {
    const inside = new URL(`http://[${text.split('%', 1)[0]}]/`).hostname.slice(1, -1);
    const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(inside) ?? [];
    if (high === undefined || low === undefined) return inside;
    const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    return [a >> 8, a & 255, b >> 8, b & 255].join('.');
  } catch {
    return text;
  }
}

export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** Every address of its family. */
export function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
