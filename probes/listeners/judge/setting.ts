import { isLoopback, isWildcard } from '../../../src/target/posix/sockets/address.ts';

/** A variable that decides where the program listens, and what it should be. */
export type Setting = { readonly name: string; readonly value: string };

/** Names that programs and frameworks give to the address that they bind; those of databases and the like are others. */
const BINDS =
  /^(?:HOST|BIND|LISTEN|(?:BIND|LISTEN|SERVER|HTTP|APP|WEB|UVICORN|FLASK_RUN)_(?:HOST|IP|ADDR|ADDRESS))$/;

/**
 * The variable by which a program was told of the addresses that it is bound to now, with another one in it; null where
 * none or more than one may be meant.
 *
 * @param at the addresses that it is bound to
 * @param to the address that it should be bound to
 */
export function listenElsewhere(
  env: Readonly<Record<string, string>>,
  at: readonly string[],
  port: number,
  to: string,
): Setting | null {
  const hosts = at.flatMap(writtenAs);
  const found = Object.entries(env).flatMap(([name, value]): readonly Setting[] => {
    if (BINDS.test(name) && hosts.includes(value)) return [{ name, value: to }];
    const changed = hosts.reduce((text, host) => withHost(text, host, port, to), value);
    return changed === value ? [] : [{ name, value: changed }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** How people write an address. */
function writtenAs(address: string): readonly string[] {
  if (isLoopback(address)) return [address, 'localhost'];
  return isWildcard(address) ? [address, '*'] : [address];
}

/** `localhost:8080`, alone or with a scheme in front, with another host. */
function withHost(text: string, host: string, port: number, to: string): string {
  const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address);
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/s.exec(text) ?? [];
  const start = `${bracketed(host)}:${port}`;
  if (!rest.startsWith(start) || /^\d/.test(rest.slice(start.length))) return text;
  return `${scheme}${bracketed(to)}${rest.slice(start.length - String(port).length - 1)}`;
}
