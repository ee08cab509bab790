/** What go would send with a request to prove who asks. Its value is in no report. */
export interface Credentials {
  /** What is sent: names of headers in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where it comes from, which may be shown: `.netrc`, `URL`, `GOAUTH corp-auth`. */
  readonly source: string;
}

/** Headers for all URLs that begin so. */
export interface HeadersFor extends Credentials {
  /** Without `https://`. */
  readonly prefix: string;
}

/**
 * What a command of GOAUTH prints: URLs, a blank line, headers, a blank line, any number of times (`go help goauth`).
 * Empty for anything else: go takes nothing of it then.
 */
export function parseAuthAnswer(stdout: string, source: string): readonly HeadersFor[] {
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
    const urls = block();
    const fields = block();
    if (urls === null || fields === null) return [];
    const headers: Record<string, string> = {};
    for (const field of fields) {
      const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): (.*)$/.exec(field) ?? [];
      if (name === undefined || value === undefined || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value))
        return [];
      headers[name.toLowerCase()] = value.trim();
    }
    for (const url of urls) {
      if (!/^[a-z][a-z0-9+.-]*:|^\//i.test(url)) return [];
      found.push({ prefix: url.replace(/^https:\/\//, ''), headers, source });
    }
  }
  return found;
}

/** Words, with quotes around those that have blanks (cmd/internal/quoted, Split). */
export function splitCommand(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]\S*)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}
