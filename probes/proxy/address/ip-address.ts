/** The 4 or 16 bytes of an IP address. */
export type Address = readonly number[];

/** An address of IPv4 or IPv6 (RFC 4291, without a zone) in its usual form; null for anything else. */
export function parseAddress(text: string): Address | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** Four decimal numbers without zeros in front (RFC 6943, strict form). */
export function parseIpv4(text: string): Address | null {
  if (text.length > 15 || !/^(?:(?:0|[1-9]\d{0,2})(?:\.|$)){4}$/.test(text) || text.endsWith('.'))
    return null;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseIpv6(text: string): Address | null {
  if (text.length > 45) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = null, tail = null] = halves.map((half, i) => bytesOf(half, i === halves.length - 1));
  if (head === null) return null;
  if (halves.length === 1) return head.length === 16 ? head : null;
  if (tail === null || head.length + tail.length > 14) return null;
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** The bytes of groups between colons, the last of which may be an address of IPv4. */
function bytesOf(text: string, last: boolean): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    const ipv4 = last && i === groups.length - 1 ? parseIpv4(group) : null;
    if (ipv4 !== null) bytes.push(...ipv4);
    else if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return null;
  }
  return bytes;
}

/** An address of IPv4 that is written as one of IPv6 (`::ffff:10.0.0.1`) as what it is. */
export function unmapped(address: Address): Address {
  const mapped =
    address.length === 16 && address.slice(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
  return mapped ? address.slice(12) : address;
}

/** 127.0.0.0/8 and ::1 */
export function isLoopback(address: Address): boolean {
  const bytes = unmapped(address);
  if (bytes.length === 4) return bytes[0] === 127;
  return bytes.every((byte, i) => byte === (i === 15 ? 1 : 0));
}

/** Whether a host is this very container, by its name or by a loopback address. */
export function isLocal(host: string): boolean {
  const address = parseAddress(host);
  return host === 'localhost' || (address !== null && isLoopback(address));
}

/** Whether the first `bits` of both are the same. */
export function samePrefix(a: Address, b: Address, bits: number): boolean {
  if (a.length !== b.length) return false;
  return a.every((byte, i) => {
    const left = Math.min(8, Math.max(0, bits - 8 * i));
    const mask = (0xff00 >> left) & 0xff;
    return (byte & mask) === ((b[i] ?? 0) & mask);
  });
}

export interface Network {
  readonly address: Address;
  /** Length of the prefix. */
  readonly bits: number;
}

/** `10.0.0.0/8`, `fd00::/8` (RFC 4632, RFC 4291); null for anything else. */
export function parseNetwork(text: string): Network | null {
  const [, base = '', length = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = base === '' ? null : parseAddress(base);
  const bits = Number(length);
  return address === null || bits > 8 * address.length ? null : { address, bits };
}
