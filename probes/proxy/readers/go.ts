import {
  type Address,
  isLoopback,
  parseAddress,
  parseNetwork,
  samePrefix,
  unmapped,
} from '../address/ip-address.ts';
import { portOf, type Target } from '../address/target.ts';
import { readsAsAddress } from './go-url.ts';
import { type Env, firstSet, type ProxyVariable, type Reader } from './reader.ts';

const VARIABLES = { http: ['HTTP_PROXY', 'http_proxy'], https: ['HTTPS_PROXY', 'https_proxy'] } as const;

/**
 * net/http.ProxyFromEnvironment (golang.org/x/net/http/httpproxy): upper case first, an empty variable counts as none, and a
 * value that is no address counts as none too, without a word. ALL_PROXY is not read. Never asked for a loopback address.
 */
export const go: Reader = {
  lists: ['NO_PROXY', 'no_proxy'],
  variable: (env, scheme) => takenBy(env, VARIABLES[scheme]),
  decide: (env, target) => {
    const variable = takenBy(env, VARIABLES[target.scheme]);
    if (variable === null) return { kind: 'unset' };
    // The variable may come from a header `Proxy:` of a request (https://go.dev/s/cgihttpproxy).
    if (target.scheme === 'http' && env.REQUEST_METHOD) return { kind: 'refused', variable };
    return exempts(listOf(env), target)
      ? { kind: 'exempt' }
      : { kind: 'proxy', variable, value: env[variable] ?? '' };
  },
};

function takenBy(env: Env, names: readonly ProxyVariable[]): ProxyVariable | null {
  const variable = firstSet(env, names);
  return variable !== null && readsAsAddress(env[variable] ?? '') ? variable : null;
}

function listOf(env: Env): string {
  return env.NO_PROXY || env.no_proxy || '';
}

function exempts(list: string, target: Target): boolean {
  const { host } = target;
  const address = parseAddress(host);
  if (host === 'localhost' || (address !== null && isLoopback(address))) return true;
  const entries = list.split(',').map((entry) => entry.trim().toLowerCase());
  const port = String(portOf(target));
  return entries.some((entry) => entry === '*' || matches(entry, host, port, address));
}

function matches(entry: string, host: string, port: string, address: Address | null): boolean {
  const network = entry.includes('/') ? parseNetwork(entry.replace(/\/0+(?=\d)/, '/')) : null;
  if (network !== null) return address !== null && contains(network.address, network.bits, address);
  const [name, only] = splitPort(entry);
  if (name === '' || (only !== null && only !== '' && only !== port)) return false;
  const same = parseAddress(name);
  if (same !== null) return address !== null && contains(same, 8 * same.length, address);
  if (address !== null) return false;
  const domain = inAscii(name.startsWith('*.') ? name.slice(1) : name);
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

/** Names of other scripts, as DNS has them (RFC 5891). */
function inAscii(name: string): string {
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  const bare = name.replace(/^\./, '');
  return URL.canParse(`http://${bare}/`) ? name.replace(bare, new URL(`http://${bare}/`).hostname) : name;
}

function contains(network: Address, bits: number, address: Address): boolean {
  const [a, b] = [unmapped(network), unmapped(address)];
  return samePrefix(a, b, bits - 8 * (network.length - a.length));
}

/** net.SplitHostPort; where that refuses, all of it is the host. */
function splitPort(entry: string): readonly [string, string | null] {
  const bracketed = /^\[([^[\]]*)\]:([^:[\]]*)$/.exec(entry);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2] ?? ''];
  const plain = /^([^:[\]]*):([^:[\]]*)$/.exec(entry);
  return plain === null ? [entry, null] : [plain[1] ?? '', plain[2] ?? ''];
}
