import { goAtLeast } from '../../src/go/release.ts';
import type { WayOut } from '../../src/target/network.ts';
import { go } from './readers/go.ts';
import type { Env } from './readers/reader.ts';

/**
 * By what way go asks for an address. Before Go 1.23 a scheme that is not known, socks5h among them, is read as the host of an HTTP proxy. What proves who asks is in `server.authorization` alone, and not in `shown`.
 *
 * @param release version of Go; null means the newest
 */
export function wayTo(
  env: Env,
  host: string,
  port: number,
  asked: 'http' | 'https' = 'https',
  release: string | null = null,
): WayOut {
  const usual = asked === 'https' ? 443 : 80;
  const decision = go.decide(env, { scheme: asked, host, port: port === usual ? null : port });
  if (decision.kind !== 'proxy') return { kind: 'direct' };
  const { variable, value } = decision;
  const isUrl = goAtLeast(release, '1.23') ? value.includes('://') : /^(?:https?|socks5):\/\//i.test(value);
  const text = isUrl ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const scheme = url?.protocol.replace(/h?:$/, '') ?? '';
  const name = url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '';
  const shown = `${url?.protocol ?? 'http:'}//${url?.host ?? '***'}`;
  if (url === null || name === '' || !isKnown(scheme)) return { kind: 'other-proxy', variable, shown };
  const standard = PORTS[scheme];
  const server = {
    scheme,
    host: name,
    port: url.port === '' ? standard : Number(url.port),
    authorization: authorizationOf(url),
  } as const;
  return { kind: 'proxy', variable, shown, server };
}

const PORTS = { http: 80, https: 443, socks5: 1080 } as const;

function isKnown(scheme: string): scheme is keyof typeof PORTS {
  return Object.hasOwn(PORTS, scheme);
}

function authorizationOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  return `Basic ${Buffer.from(`${plain(username)}:${plain(password)}`).toString('base64')}`;
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
