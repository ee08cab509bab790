import { goAtLeast } from '../../release.ts';

/**
 * For which URLs credentials are, by the release of go (cmd/go/internal/auth):
 *
 * - `hostname`: in Go 1.19, the host without its port;
 * - `host`: before Go 1.24, the host with its port;
 * - `url-or-host`: Go 1.24, the whole URL, or what stands before its first slash;
 * - `path`: from Go 1.25 on, the URL and then each place above it. A slash at the end does not count.
 */
export type AuthLookup = 'hostname' | 'host' | 'url-or-host' | 'path';

/** @param go version of the go command; null means the newest */
export function authLookup(go: string | null): AuthLookup {
  if (!goAtLeast(go, '1.20')) return 'hostname';
  if (!goAtLeast(go, '1.24')) return 'host';
  return goAtLeast(go, '1.25') ? 'path' : 'url-or-host';
}

/** Under what name credentials are kept that are for this URL or machine. */
export function authKey(prefix: string, lookup: AuthLookup): string {
  if (lookup === 'host' || lookup === 'hostname') return prefix;
  const bare = prefix.replace(/^https:\/\//, '');
  return lookup === 'path' ? bare.replace(/\/$/, '') : bare;
}

/** The names under which go looks for the credentials of a URL of https, in its order. A user in the URL is part of the name from Go 1.24 on. */
export function authKeys(url: string, lookup: AuthLookup): readonly string[] {
  const bare = authKey(url, lookup).replace(/^https:\/\//, '');
  const [authority = ''] = bare.split(/[/?#]/, 1);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (lookup === 'hostname') return [host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1')];
  if (lookup === 'host') return [host.replace(/:$/, '')];
  const [first = ''] = bare.split('/', 1);
  if (lookup === 'url-or-host') return [...new Set([bare, first])];
  const keys = [bare];
  for (let at = bare.lastIndexOf('/'); at >= 0; at = bare.lastIndexOf('/', at - 1)) {
    keys.push(bare.slice(0, at));
    if (at === 0) break;
  }
  return keys;
}
