/** Whom to shake hands with. */
export interface Address {
  /** A name in lower case, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** `api.example.com`, `api.example.com:8443`, `[fd00::1]:443`; the port is 443 unless one is written. Null for anything else. */
export function parseAddress(text: string): Address | null {
  if (!/^[\w.[\]:-]{1,300}$/.test(text)) return null;
  const url = `https://${text}/`;
  if (!URL.canParse(url)) return null;
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return host === '' || port === '0' ? null : { host, port: port === '' ? 443 : Number(port) };
}

export function isIpAddress(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}

/** As people write it: `api.example.com:443`. */
export function addressText({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
