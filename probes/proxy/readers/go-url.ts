/**
 * Whether Go takes the value of a variable for an address (httpproxy, parseProxy): by net/url as it stands, or behind
 * `http://`. What it does not take it passes over without a word. That it takes one does not mean that it can be asked.
 */
export function readsAsAddress(value: string): boolean {
  return parses(`http://${value}`) || parses(value);
}

/** As far as net/url refuses something at all. */
function parses(url: string): boolean {
  if (/[\u0000-\u001f\u007f]/.test(url)) return false;
  const [, scheme, rest = ''] = /^(?:([a-z][a-z\d+.-]*):)?(.*)$/is.exec(url) ?? [];
  const [, authority, behind = ''] = /^(?:\/\/([^/?#]*))?(.*)$/s.exec(rest) ?? [];
  // The first segment of a relative path may not hold a colon.
  if (scheme === undefined && authority === undefined && /^[^/?#]*:/.test(behind)) return false;
  if (BAD_ESCAPE.test(behind.split(/[?]/, 1)[0] ?? '')) return false;
  return authority === undefined || isAuthority(authority);
}

const BAD_ESCAPE = /%(?![\da-f]{2})/i;
/** net/url, validUserinfo. */
const USERINFO = /^(?:[\w.:~!$&'()*+,;=@-]|%[\da-f]{2})*$/i;

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !USERINFO.test(authority.slice(0, at))) return false;
  const host = authority.slice(at + 1);
  if (/[\s`{}|\\^]|%(?![\da-f]{2})/i.test(host)) return false;
  if (host.startsWith('[')) return /^\[[\da-f:.]+(?:%25[^\]]*)?\](?::\d*)?$/i.test(host);
  const colon = host.lastIndexOf(':');
  return !/[[\]]/.test(host) && (colon < 0 || /^:\d*$/.test(host.slice(colon)));
}
