/** Values of a header, by its name in lower case: one line each. */
export type Headers = Readonly<Record<string, readonly string[]>>;

/** What go would send with a request to prove who asks. Its value is in no report. */
export interface Credentials {
  readonly headers: Headers;
  /** Where it comes from, which may be shown: `.netrc`, `URL`, `GOAUTH corp-auth`. */
  readonly source: string;
}

/** What a command says of the URLs that begin so. */
export interface HeadersFor {
  /** As go writes the URL that was printed. */
  readonly prefix: string;
  /** None: what was known of them is forgotten. */
  readonly headers: Headers;
}

/**
 * What a command of GOAUTH prints: URLs, a blank line, headers, a blank line, any number of times (`go help goauth`).
 * Null for anything else: go takes nothing of it then.
 */
export function parseAuthAnswer(stdout: string): readonly HeadersFor[] | null {
  const found: HeadersFor[] = [];
  const lines = stdout.split('\n');
  let at = 0;
  const block = (): readonly string[] | null => {
    const end = lines.indexOf('', at);
    // The last element is what stands behind the last line feed.
    if (end < 0 || end >= lines.length - 1) return null;
    const part = lines.slice(at, end);
    at = end + 1;
    return part;
  };
  // Each line is looked at once: an answer may be as long as its program likes.
  while (at < lines.length - 1 || (lines[at] ?? '') !== '') {
    const urls = block()?.map(requestUri);
    const headers = headersOf(block());
    if (urls === undefined || headers === null) return null;
    for (const prefix of urls) {
      if (prefix === null) return null;
      found.push({ prefix, headers });
    }
  }
  return found;
}

function headersOf(lines: readonly string[] | null): Headers | null {
  if (lines === null) return null;
  const headers: Record<string, string[]> = Object.create(null);
  for (const line of lines) {
    const [, name, text] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): (.*)$/s.exec(line) ?? [];
    const value = text?.trim();
    if (name === undefined || value === undefined || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value))
      return null;
    const key = name.toLowerCase();
    headers[key] ??= [];
    headers[key].push(value);
  }
  return headers;
}

/** url.ParseRequestURI and how it writes what it took; null where it does not take it. */
function requestUri(text: string): string | null {
  if (/[\u0000-\u001f\u007f]/.test(text) || text === '') return null;
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(.*)$/is.exec(text) ?? [];
  if (text === '*') return text;
  if (!rest.startsWith('/')) return scheme === '' ? null : text;
  const [, authority = '', behind = ''] = /^(?:\/\/([^/?]*))?(.*)$/s.exec(rest) ?? [];
  const end = behind.indexOf('?');
  const [path, query] = end < 0 ? [behind, ''] : [behind.slice(0, end), behind.slice(end)];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (/[ "<>\\^`{|}]/.test(authority) || !/^(?:\[[^\]]*\]|[^:]*)(?::\d*)?$/.test(host)) return null;
  if (/%(?![0-9a-f]{2})/i.test(`${authority}${path}`)) return null;
  const start = scheme === '' ? '' : `${scheme.toLowerCase()}:`;
  return `${start}${rest.startsWith('//') ? `//${authority}` : ''}${written(path)}${query}`;
}

/** What may not stand in a path is escaped. */
function written(path: string): string {
  return path.replace(/[ "<>\\^`{|}#]|[^\u0000-\u007f]+/g, encodeURIComponent);
}
