import { meantValue, type ValueSlip } from '../../../src/core/text/meant-value.ts';
import type { Host } from '../../../src/target/host.ts';
import { isPrefetched } from '../caches/needed.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import { needsRootsFor } from '../look/roots.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** What is wrong with the address of a proxy. */
export type ProxyProblem = ValueSlip | 'scheme' | 'other-scheme' | 'userinfo' | 'host';

/** Of several the one that go takes (golang.org/x/net/http/httpproxy); one that is empty counts as not set. */
const NAMES = ['HTTPS_PROXY', 'https_proxy'];

const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?\/?$/i;
/** net/url, validUserinfo. */
const USERINFO = /^(?:[\w.:~!$&'()*+,;=@-]|%[\da-f]{2})*$/i;

/**
 * A value that go cannot read as an address it takes apart as well as it can, and asks at what is left of it
 * (`lookup "http: no such host`); or it asks without a proxy. Neither says what is wrong.
 */
export function judgeHttpsProxy(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const variable = NAMES.find((name) => host.env[name]);
  const value = variable === undefined ? '' : (host.env[variable] ?? '');
  if (variable === undefined || needsRootsFor(facts).length === 0) return [];
  const found = proxyProblem(value);
  if (found === null) return [];
  const needed = seen.module.gomod !== null && !isPrefetched(host, seen);
  return [
    {
      rule: 'go-env/https-proxy-invalid',
      args: { variable, ...found },
      ...(needed ? {} : { severity: 'warning' }),
    },
  ];
}

/** Null where the value is an address; `meant` without a login, which is told to nobody. */
export function proxyProblem(
  value: string,
): { readonly problem: ProxyProblem; readonly meant: string | null } | null {
  const slip = meantValue(value);
  if (slip !== null) {
    const sound = slip.meant !== null && proxyProblem(slip.meant) === null && !slip.meant.includes('@');
    return { problem: slip.slip, meant: sound ? slip.meant : null };
  }
  const [, scheme = null, rest = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(value) ?? [];
  if (scheme !== null && !/^(?:https?|socks5h?)$/i.test(scheme))
    return { problem: 'other-scheme', meant: null };
  const [, beginning, behind = ''] = /^(https?|socks5h?)(?::\/?|\/\/)(?=[\w[])(.*)$/is.exec(rest) ?? [];
  // `http:3128` may be a host of that name.
  if (beginning !== undefined && HOST.test(behind) && !/^\d+\/?$/.test(behind))
    return { problem: 'scheme', meant: `${beginning.toLowerCase()}://${behind}` };
  const at = rest.lastIndexOf('@');
  if (!USERINFO.test(at < 0 ? '' : rest.slice(0, at))) return { problem: 'userinfo', meant: null };
  return HOST.test(rest.slice(at + 1)) ? null : { problem: 'host', meant: null };
}
