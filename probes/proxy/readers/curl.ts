import { parseIpv4, samePrefix } from '../address/ip-address.ts';
import type { Target } from '../address/target.ts';
import { firstSet, firstThere, type ProxyVariable, type Reader, reader } from './reader.ts';

const VARIABLES: Readonly<Record<Target['scheme'], readonly ProxyVariable[]>> = {
  // A server of CGI would hand a header `Proxy:` on as HTTP_PROXY.
  http: ['http_proxy', 'all_proxy', 'ALL_PROXY'],
  https: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
};

/** curl and what is built on libcurl (curl(1), ENVIRONMENT; lib/url.c, detect_proxy; lib/noproxy.c, from 7.86 on). */
export const curl: Reader = reader(
  (env, scheme) => firstSet(env, VARIABLES[scheme]),
  (env, { host }) => curlExempts(env.no_proxy || env.NO_PROXY || '', host),
);

/** git asks libcurl, and looks at the variables itself (http.c): lower case first, also where it is empty. */
export const git: Reader = reader(
  (env, scheme) => {
    const own = VARIABLES[scheme].filter((name) => !/^all/i.test(name));
    if (own.some((name) => env[name] !== undefined)) return firstThere(env, own);
    return firstThere(env, ['all_proxy', 'ALL_PROXY']);
  },
  (env, { host }) => curlExempts(env.no_proxy ?? env.NO_PROXY ?? '', host),
);

/** Entries end at a comma or a blank. An address of IPv6 is compared as it is written. */
function curlExempts(list: string, name: string): boolean {
  if (list === '*') return true;
  const address = parseIpv4(name);
  const host = address === null && name.endsWith('.') ? name.slice(0, -1) : name;
  const entries = list.split(/[, \t]/).filter((entry) => entry !== '');
  return entries.some((entry) => (address === null ? ofHost(entry, host) : ofAddress(entry, address)));
}

function ofHost(entry: string, host: string): boolean {
  const domain = entry.toLowerCase().replace(/\.$/, '').replace(/^\./, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function ofAddress(entry: string, address: readonly number[]): boolean {
  const [base = '', digits = ''] = entry.split('/', 2);
  const network = parseIpv4(base);
  // atoi(3): what is no number is 0, and 0 is the whole address.
  const bits = Number.parseInt(digits, 10) || 32;
  return network !== null && bits >= 0 && bits <= 32 && samePrefix(network, address, bits);
}
