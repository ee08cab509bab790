import { addressText } from './presented.ts';

/** An IP address in the form in which names of certificates are compared; null of a name. */
export function addressBytes(host: string): string | null {
  if (/^\d+(?:\.\d+){3}$/.test(host)) return host;
  if (!host.includes(':')) return null;
  const inside = new URL(`http://[${host}]/`).hostname.slice(1, -1);
  const [head = '', tail] = inside.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const zeros = Array<string>(tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length).fill(
    '0',
  );
  const hex = [...groups(head), ...zeros, ...groups(tail)].map((group) => group.padStart(4, '0')).join('');
  return addressText(Buffer.from(hex, 'hex'));
}
