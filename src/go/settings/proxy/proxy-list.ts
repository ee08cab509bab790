/** What moves on to the next entry: only "not found" (404, 410), any error, or nothing (the last one). */
export type FallThrough = 'not-found' | 'any' | null;

export interface ProxyEntry {
  readonly kind: 'proxy' | 'direct' | 'off';
  /** Base URL of a proxy, as Go completes it; null for `direct` and `off`. May hold credentials. */
  readonly url: string | null;
  readonly fallThrough: FallThrough;
}

export type ProxyListError =
  /** Nothing but separators and blanks, or (from Go 1.21) an empty value because go.env is missing. */
  | { readonly code: 'no-entries' }
  /** A word that is neither `direct` nor `off` (`none`, `on`), or a bare path. */
  | { readonly code: 'missing-scheme'; readonly entry: string }
  /** A scheme other than https, http and file. */
  | { readonly code: 'bad-scheme'; readonly entry: string; readonly scheme: string }
  /** file:// with a host, query or the like; or file:/ with one slash, which go takes for something more than a path. */
  | { readonly code: 'bad-file-url'; readonly entry: string }
  | { readonly code: 'bad-url'; readonly entry: string };

export interface ProxyList {
  /** In the order in which they are asked; ends with the first `direct` or `off`. */
  readonly entries: readonly ProxyEntry[];
  /** Entries after `direct` or `off`: Go never looks at them. */
  readonly unreachable: readonly string[];
}

export type ParsedProxyList =
  | { readonly ok: true; readonly value: ProxyList }
  | { readonly ok: false; readonly error: ProxyListError };

/**
 * The value of GOPROXY as the go command reads it (cmd/go/internal/modfetch, proxyList): entries are
 * trimmed, `,` and `|` say what moves on from the entry before them, a bare host gets `https://`. The
 * first entry that is no proxy URL makes every download fail, even of modules that never reach it.
 */
export function parseProxyList(goproxy: string): ParsedProxyList {
  const entries: ProxyEntry[] = [];
  const unreachable: string[] = [];
  let ended = false;
  for (const [, text = '', separator = ''] of goproxy.matchAll(/([^,|]*)([,|]|$)/g)) {
    const entry = text.trim();
    if (entry === '') continue;
    if (ended) {
      unreachable.push(entry);
      continue;
    }
    if (entry === 'off' || entry === 'direct') {
      ended = true;
      entries.push({ kind: entry, url: null, fallThrough: null });
      continue;
    }
    const url = completeUrl(entry);
    const error = checkProxyUrl(url, entry);
    if (error !== null) return { ok: false, error };
    entries.push({ kind: 'proxy', url, fallThrough: separator === '|' ? 'any' : 'not-found' });
  }
  if (entries.length === 0) return { ok: false, error: { code: 'no-entries' } };
  return { ok: true, value: { entries: endChain(entries), unreachable } };
}

/** A URL that go reads and can ask nobody at. */
export function isHostless({ url }: ProxyEntry): boolean {
  return url !== null && /^https?:(?!\/\/[^/?#])/i.test(url);
}

/** From the last entry nothing moves on, whatever separator follows it. */
function endChain(entries: readonly ProxyEntry[]): readonly ProxyEntry[] {
  return entries.map((entry, i) => (i === entries.length - 1 ? { ...entry, fallThrough: null } : entry));
}

/** Go adds `https://` to what looks like a host with or without a path, not to single words. */
function completeUrl(entry: string): string {
  const bare = /[.:/]/.test(entry) && !entry.includes(':/') && !entry.startsWith('/');
  return bare ? `https://${entry}` : entry;
}

function checkProxyUrl(url: string, entry: string): ProxyListError | null {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return /^[^:]*$|^[^:]*\//.test(url) ? { code: 'missing-scheme', entry } : { code: 'bad-url', entry };
  }
  if (scheme === 'file') return /^file:\/\/\/[^?#]*$/i.test(url) ? null : { code: 'bad-file-url', entry };
  if (scheme !== 'http' && scheme !== 'https') return { code: 'bad-scheme', entry, scheme };
  return parsesInGo(url) ? null : { code: 'bad-url', entry };
}

/** What net/url refuses in an http URL: control characters, a bad escape, a blank in the host, a port that is no number. */
function parsesInGo(url: string): boolean {
  if (/[\u0000-\u001f\u007f]/.test(url)) return false;
  const [, authority = '', rest = ''] = /^[^:]*:(?:\/\/([^/?#]*))?(.*)$/s.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (/[\s<>"`{}|\\^]|%(?![0-9a-f]{2})/i.test(host)) return false;
  // A port is what stands behind the last colon that is not within the brackets of an IPv6 address.
  const behind = host.slice(host.lastIndexOf(']') + 1);
  if (behind.includes(':') && !/^[^:]*:\d*$/.test(behind)) return false;
  const [path = ''] = rest.split(/[?#]/, 1);
  return !/%(?![0-9a-f]{2})/i.test(path);
}
