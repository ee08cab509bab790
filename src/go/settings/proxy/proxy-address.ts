import { meantValue, type ValueSlip } from '../../../core/text/meant/meant-value.ts';

/** What is wrong with the address of a proxy, as Go reads it. */
export type ProxyProblem = ValueSlip | 'scheme' | 'other-scheme' | 'userinfo' | 'host';

/** Without digits the port is that of the scheme (net/http, canonicalAddr). */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::(\d{0,5}))?\/?$/i;
/** net/url, validUserinfo. */
const USERINFO = /^(?:[\w.:~!$&'()*+,;=@-]|%[\da-f]{2})*$/i;

/** Null where the value is an address; `meant` without a login, which is told to nobody. */
export function proxyProblem(
  value: string,
): { readonly problem: ProxyProblem; readonly meant: string | null } | null {
  const slip = meantValue(value);
  if (slip !== null) {
    const sound = slip.meant !== null && addressProblem(slip.meant) === null && !slip.meant.includes('@');
    return { problem: slip.slip, meant: sound ? slip.meant : null };
  }
  return addressProblem(value);
}

/** The same of a value in which nothing was left that does not belong there. */
function addressProblem(value: string): ReturnType<typeof proxyProblem> {
  const [, scheme = null, rest = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(value) ?? [];
  if (scheme !== null && !/^(?:https?|socks5h?)$/i.test(scheme))
    return { problem: 'other-scheme', meant: null };
  const [, beginning, behind = ''] = /^(https?|socks5h?)(?::\/?|\/\/)(?=[\w[])(.*)$/is.exec(rest) ?? [];
  // `http:3128` may be a host of that name.
  if (beginning !== undefined && isHost(behind) && !/^\d+\/?$/.test(behind))
    return { problem: 'scheme', meant: `${beginning.toLowerCase()}://${behind}` };
  // What stands behind the host is not looked at; with an @ in it, it is rather the rest of a password.
  const end = rest.search(/[/?#]/);
  const authority = end < 0 || rest.includes('@', end) ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  if (!USERINFO.test(at < 0 ? '' : authority.slice(0, at))) return { problem: 'userinfo', meant: null };
  const host = authority.slice(at + 1);
  // The scheme alone, or twice, go takes for a host of that name.
  return isHost(host) && !/^https?:?$/i.test(host) ? null : { problem: 'host', meant: null };
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && Number(match[1] ?? 0) <= 65_535;
}
