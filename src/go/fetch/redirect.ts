import { compareGo } from '../gover.ts';
import { goAtLeast } from '../release.ts';
import type { Credentials } from './auth/answer.ts';

/** More of them are no answer (net/http, and cmd/go/internal/web after it). */
export const MAX_REDIRECTS = 10;

/**
 * Where an answer leads on to (net/http, redirectBehavior); null where it is the last one, as where it names no place.
 *
 * @param from the URL that was asked
 */
export function redirectOf(status: number, location: string | undefined, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || !location) return null;
  return URL.canParse(location, from) ? new URL(location, from).href : null;
}

/** Whether what proves who asks goes from one host to another: to the same one and to those below it. */
export function keepsCredentials(parent: string, sub: string): boolean {
  return sub === parent || (!/[:%]/.test(sub) && sub.endsWith(`.${parent}`));
}

/** The host that a URL names, without its port and as it is written; null where it names none, as in a place on the same host. */
function writtenHost(url: string): string | null {
  const [, authority] = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i.exec(url) ?? [];
  return authority?.replace(/^.*@/s, '').replace(/:\d*$/, '') ?? null;
}

/** What of the first request's headers goes with each redirect that follows (net/http, makeHeadersCopier). */
export interface Carrier {
  /** To be called for each place that an answer names, in turn; the first call is for the first redirect. */
  to(location: string): Credentials | null;
}

/**
 * Headers that prove who asks are taken out on the way to another host, all others go with it. Once taken out they stay out; before Go
 * 1.22.11 and in Go 1.23.0 to 1.23.4 each step counted for itself, so that they came back (CVE-2024-45336). Before Go 1.27 the same
 * host in capital letters is another one.
 */
export function carrier(first: string, credentials: Credentials | null, go: string | null): Carrier {
  const staysOut = go === null || staysTakenOut(go);
  const hostOf = (url: string) => {
    const host = writtenHost(url);
    return goAtLeast(go, '1.27') ? (host?.toLowerCase() ?? null) : host;
  };
  const start = hostOf(first) ?? '';
  let before = start;
  let out = false;
  return {
    to: (location) => {
      const next = hostOf(location) ?? before;
      out = staysOut ? out || !keepsCredentials(start, next) : !keepsCredentials(before, next);
      before = next;
      return out && credentials !== null ? withoutProof(credentials, go) : credentials;
    },
  };
}

function staysTakenOut(go: string): boolean {
  return compareGo(go, '1.23.5') >= 0 || (compareGo(go, '1.22.11') >= 0 && compareGo(go, '1.23') < 0);
}

const PROOF = ['authorization', 'www-authenticate', 'cookie', 'cookie2'];
/** From Go 1.23.10 and 1.24.4 on (CVE-2025-4673). */
const PROXY_PROOF = ['proxy-authorization', 'proxy-authenticate'];

function withoutProof({ headers, source }: Credentials, go: string | null): Credentials | null {
  const withProxy = go === null || compareGo(go, '1.24.4') >= 0;
  const taken = withProxy ? [...PROOF, ...PROXY_PROOF] : PROOF;
  const left = Object.entries(headers).filter(([name]) => !taken.includes(name));
  return left.length === 0 ? null : { headers: Object.fromEntries(left), source };
}
