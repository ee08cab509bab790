import type { Host } from '../../../src/target/host.ts';

/** 53, as the kernel writes it. */
const DOMAIN_PORT = '0035';

/**
 * Addresses of this network namespace at which a socket of UDP answers at port 53; `*` stands for all of them. Null where its table
 * cannot be read.
 */
export function answering(host: Host): readonly string[] | null {
  const four = host.readFile(`${host.proc}/net/udp`);
  if (!four.ok) return null;
  const six = host.readFile(`${host.proc}/net/udp6`);
  const tables = [four.value, ...(six.ok ? [six.value] : [])].map((table) => table.toString('latin1'));
  const found = tables.flatMap((table) => [...table.matchAll(/^ *\d+: ([\dA-F]{8,32}):([\dA-F]{4}) /gm)]);
  return found.flatMap(([, hex = '', port]) => {
    const address = addressOf(hex);
    // The server of docker listens at another port of 127.0.0.11, to which the kernel leads what goes to 53.
    const isOwn = address.startsWith('127.') && address !== '127.0.0.1';
    return port === DOMAIN_PORT || isOwn ? [address] : [];
  });
}

/** As it stands in resolv.conf; the kernel writes each four bytes in the order of the processor, which is little-endian here. */
function addressOf(hex: string): string {
  if (/^0+$/.test(hex)) return '*';
  if (hex.length === 8) return bytesOf(hex).join('.');
  return /^0{24}01000000$/.test(hex) ? '::1' : hex;
}

function bytesOf(hex: string): readonly number[] {
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
