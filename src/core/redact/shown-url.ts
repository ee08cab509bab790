import { redact } from './redact.ts';

/** A URL as it may be shown: nothing but scheme, host and path. Its fragment, which is never sent, is left out. */
export function shownUrl(url: string): string {
  return shownAddress(url.split('#', 1)[0] ?? '');
}

/** What is known to be the address of a server, though it may have no scheme: `user:password@proxy:3128?x`. */
export function shownAddress(address: string): string {
  return address.includes(SCHEME) ? redact(address) : redact(SCHEME + address).replace(SCHEME, '');
}

const SCHEME = '://';
