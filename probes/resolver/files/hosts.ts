import { aton, isIPv4, isIPv6 } from '../readers/address.ts';

/** An address of /etc/hosts and the names that it has, as they stand there. */
export interface HostLine {
  readonly address: string;
  readonly names: readonly string[];
}

/** musl reads so many bytes of a line at a time. */
const MUSL_LINE = 511;

/** Lines with a name; comments are left out. */
function hostLines(text: string): readonly HostLine[] {
  return text.split('\n').flatMap((whole) => {
    const [address, ...names] = (whole.split('#', 1)[0] ?? '')
      .split(/[ \t\r\v\f]+/)
      .filter((word) => word !== '');
    return address === undefined || names.length === 0 ? [] : [{ address, names }];
  });
}

/** Whether the file says where the name is, so that no server is asked. */
export function isInHosts(runtime: 'go' | 'glibc' | 'musl', text: string, name: string): boolean {
  return hostLines(text).some(({ address, names }) => {
    const [bare = ''] = address.split('%', 1);
    if (runtime === 'go')
      return (isIPv4(address) || isIPv6(bare)) && names.some((one) => sameForGo(one, name));
    if (aton(address) === null && !isIPv6(bare)) return false;
    if (runtime === 'musl') return names.includes(name) && address.length + name.length < MUSL_LINE;
    return names.some((one) => one.toLowerCase() === name.toLowerCase());
  });
}

/** A dot at the end changes nothing. */
function sameForGo(one: string, name: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/\.$/, '');
  return bare(one) === bare(name);
}
