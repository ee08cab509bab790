const DECIMAL = /^(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])){3}$/;

/** Four decimal numbers, as netip.ParseAddr and inet_pton take them. */
export function isIPv4(text: string): boolean {
  return DECIMAL.test(text);
}

/** Without a zone. */
export function isIPv6(text: string): boolean {
  return text.includes(':') && /^[\da-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`);
}

/**
 * What inet_aton(3) takes: one to four numbers, decimal, octal or hexadecimal, the last one filling what is left. As people write it;
 * null: it is no address.
 */
export function aton(text: string): string | null {
  const parts = text.split('.');
  if (parts.length > 4 || text.length > 60) return null;
  const numbers = parts.map((part) =>
    /^(?:0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i.test(part) ? numberOf(part) : -1,
  );
  const last = numbers.pop() ?? -1;
  if (last < 0 || last >= 256 ** (4 - numbers.length) || numbers.some((one) => one < 0 || one > 255))
    return null;
  const rest = Array.from(
    { length: 4 - numbers.length },
    (_, i) => Math.floor(last / 256 ** i) % 256,
  ).reverse();
  return [...numbers, ...rest].join('.');
}

function numberOf(part: string): number {
  return /^0\d/.test(part) ? Number.parseInt(part, 8) : Number(part);
}

/** Whether it leads to the machine itself. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
}
