import { parseIpv4 } from '../address/ip-address.ts';
import { authority, portOf, type Target } from '../address/target.ts';
import { type Env, firstSet, firstThere, type ProxyVariable, type Reader, reader } from './reader.ts';

/** How a release of Node reads NO_PROXY in fetch (undici, lib/dispatcher/env-http-proxy-agent.js). */
export type NodeLine = 22 | 24 | 26;

const OWN = {
  http: ['http_proxy', 'HTTP_PROXY'],
  https: ['https_proxy', 'HTTPS_PROXY'],
} as const satisfies Readonly<Record<Target['scheme'], readonly ProxyVariable[]>>;

/**
 * fetch of Node, which reads the variables only where NODE_USE_ENV_PROXY or --use-env-proxy says so: lower case first, also
 * where it is empty; HTTP_PROXY for https too where there is none for https.
 */
export function nodeFetch(line: NodeLine): Reader {
  return reader(
    (env, scheme) => firstThere(env, OWN[scheme]) ?? (scheme === 'https' ? firstThere(env, OWN.http) : null),
    (env, target) => fetchExempts(env.no_proxy ?? env.NO_PROXY ?? '', target, line),
  );
}

/** http.request and https.request of Node (lib/internal/http.js, ProxyConfig), where they read the variables at all. */
export function nodeRequest(line: NodeLine): Reader {
  return reader(
    (env, scheme) => {
      const variable = firstSet(env, OWN[scheme]);
      // Another scheme is passed over, and another spelling of it.
      return variable !== null && /^https?:\/\//.test(env[variable] ?? '') ? variable : null;
    },
    (env, target) => requestExempts(env.no_proxy || env.NO_PROXY || '', target, line),
  );
}

function fetchExempts(list: string, target: Target, line: NodeLine): boolean {
  const entries = list.split(/[,\s]/).filter((entry) => entry !== '');
  if (list === '*') return true;
  // Up to Node 24 an address of IPv6 keeps its brackets.
  const host = line === 26 ? target.host.replace(/(.)\.$/, '$1') : authority({ ...target, port: null });
  return entries.some((entry) => {
    const { name, port } = line === 26 ? splitPort(entry) : splitLast(entry);
    if (port !== 0 && port !== portOf(target)) return false;
    if (line === 22) return /^[.*]/.test(name) ? host.endsWith(name.replace(/^\*/, '')) : host === name;
    const plain = name.replace(/^\*?\./, '');
    const domain = line === 26 ? plain.replace(/(.)\.$/, '$1') : plain;
    return host === domain || host.endsWith(`.${domain}`);
  });
}

function splitLast(entry: string): { readonly name: string; readonly port: number } {
  const [, name, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
  return { name: (name ?? entry).toLowerCase(), port: Number(port ?? 0) };
}

function splitPort(entry: string): { readonly name: string; readonly port: number } {
  const [, inner, port] = /^\[(.+)\]:(\d+)$/.exec(entry) ?? [];
  if (inner !== undefined) return { name: inner.toLowerCase(), port: Number(port) };
  const plain = entry.replace(/^\[(.+)\]$/, '$1');
  return plain.split(':').length === 2 ? splitLast(plain) : { name: plain.toLowerCase(), port: 0 };
}

function requestExempts(list: string, target: Target, line: NodeLine): boolean {
  if (list === '') return false;
  const { host } = target;
  const withPort = `${host}:${portOf(target)}`;
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => {
      if (entry === '*' || entry === host || entry === withPort) return true;
      if (entry.startsWith('.')) {
        const domain = entry.slice(1);
        return line === 22 ? host.endsWith(domain) : host === domain || host.endsWith(entry);
      }
      return (entry.startsWith('*.') && host.endsWith(entry.slice(1))) || inRange(entry, host);
    });
}

/** `10.0.0.1-10.0.0.9` */
function inRange(entry: string, host: string): boolean {
  const [first, last] = entry.split('-').map((end) => numberOf(end.trim()));
  const at = numberOf(host);
  return first != null && last != null && at !== null && first <= at && at <= last;
}

function numberOf(text: string): number | null {
  return parseIpv4(text)?.reduce((sum, byte) => sum * 256 + byte, 0) ?? null;
}

/** Whether Node reads the variables at all: by NODE_USE_ENV_PROXY, or by an option in NODE_OPTIONS. */
export function readsVariables(env: Env): boolean {
  return env.NODE_USE_ENV_PROXY === '1' || /(?:^|\s)--use-env-proxy(?:\s|$)/.test(env.NODE_OPTIONS ?? '');
}
