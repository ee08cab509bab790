/** Whom a program asks: an address without path and login. */
export interface Target {
  readonly scheme: 'http' | 'https';
  /** In lower case; an IPv6 address without its brackets. */
  readonly host: string;
  /** Null: that of the scheme. */
  readonly port: number | null;
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

export function portOf({ scheme, port }: Target): number {
  return port ?? DEFAULT_PORTS[scheme];
}

/**
 * `api.example.com`, `api.example.com:8443`, `https://[fd00::1]:8443/path`; without a scheme https is meant. Null where it is no
 * address of http or https.
 */
export function parseTarget(text: string): Target | null {
  const bare = text.includes('://')
    ? text
    : `https://${text.includes('::') && !text.includes('[') ? `[${text}]` : text}`;
  if (!/^https?:\/\//i.test(bare) || !URL.canParse(bare)) return null;
  const { protocol, hostname, port } = new URL(bare);
  if (hostname === '') return null;
  return {
    scheme: protocol === 'http:' ? 'http' : 'https',
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? null : Number(port),
  };
}

/** As it is written in an address: with the brackets of IPv6, and the port where it is another than the scheme's. */
export function authority({ host, port }: Target): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === null ? name : `${name}:${port}`;
}

export function urlOf(target: Target): string {
  return `${target.scheme}://${authority(target)}`;
}
