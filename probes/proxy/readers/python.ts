import { parseIpv4, samePrefix } from '../address/ip-address.ts';
import { authority, type Target } from '../address/target.ts';
import { type Env, type ProxyVariable, type Reader, reader } from './reader.ts';

/**
 * The variable that urllib takes (getproxies_environment): lower case wins, and where it is empty there is no proxy; with
 * REQUEST_METHOD, HTTP_PROXY is not read.
 */
function named(env: Env, lower: ProxyVariable | 'no_proxy'): string | null {
  const upper = lower.toUpperCase();
  if (env[lower] !== undefined) return env[lower] ? lower : null;
  if (lower === 'http_proxy' && env.REQUEST_METHOD !== undefined) return null;
  return env[upper] ? upper : null;
}

function variableOf(env: Env, ...names: readonly ProxyVariable[]): ProxyVariable | null {
  return (names.map((name) => named(env, name)).find((name) => name !== null) ??
    null) as ProxyVariable | null;
}

function listOf(env: Env): string {
  const name = named(env, 'no_proxy');
  return name === null ? '' : (env[name] ?? '');
}

/** urllib.request of Python's standard library: no ALL_PROXY, no networks. */
export const python: Reader = reader(
  (env, scheme) => variableOf(env, `${scheme}_proxy`),
  (env, target) => urllibExempts(listOf(env), authority(target)),
);

/** The package requests, which asks urllib too. */
export const requests: Reader = requestsReader(true);

/** requests of earlier releases (2.28, say), to which the end of a name is enough: `corp.example` exempts `xcorp.example`. */
export const requestsBySuffix: Reader = requestsReader(false);

function requestsReader(whole: boolean): Reader {
  return reader(
    (env, scheme) => variableOf(env, `${scheme}_proxy`, 'all_proxy'),
    (env, target) => {
      const own = env.no_proxy || env.NO_PROXY || '';
      return requestsExempts(own, target, whole) || urllibExempts(listOf(env), target.host);
    },
  );
}

function urllibExempts(list: string, withPort: string): boolean {
  if (list === '*') return true;
  const host = withPort.replace(/:\d+$/, '');
  return list.split(',').some((each) => {
    const name = each.trim().toLowerCase().replace(/^\.+/, '');
    return each.trim() !== '' && endsLike([host, withPort], name, true);
  });
}

function requestsExempts(list: string, { host, port }: Target, whole: boolean): boolean {
  const entries = list
    .replaceAll(' ', '')
    .split(',')
    .filter((entry) => entry !== '');
  const address = parseIpv4(host);
  if (address !== null) return entries.some((entry) => entry === host || inNetwork(entry, address));
  const names = port === null ? [host] : [host, `${host}:${port}`];
  return entries.some((entry) => endsLike(names, whole ? entry.replace(/^\.+/, '') : entry, whole));
}

function endsLike(names: readonly string[], entry: string, whole: boolean): boolean {
  return names.some((name) => (whole ? name === entry || name.endsWith(`.${entry}`) : name.endsWith(entry)));
}

function inNetwork(entry: string, address: readonly number[]): boolean {
  const [, base = '', digits = ''] = /^([^/]*)\/\s*(\d{1,3})$/.exec(entry) ?? [];
  const network = parseIpv4(base);
  const bits = Number(digits);
  return network !== null && bits >= 1 && bits <= 32 && samePrefix(network, address, bits);
}
