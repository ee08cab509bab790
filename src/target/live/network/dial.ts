import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ProxyServer, Way } from '../../network.ts';
import { socksTunnel } from './socks.ts';
import { codeOf, Stopped } from './within.ts';

/** Longer is no answer of a proxy, bytes. */
const MAX_HEAD_BYTES = 16 * 1024;

/** Sockets that are to be closed whatever happens. */
export type Opened = (socket: Socket) => void;

/**
 * A connection to where the way leads, through the proxy if there is one.
 *
 * @param ca roots by which a proxy that is spoken to by TLS is known, PEM
 * @throws Stopped
 */
export async function dial(
  { host, port, addresses, proxy }: Way,
  ca: readonly string[],
  opened: Opened,
): Promise<Socket> {
  if (proxy === null) return tcp({ host, port, addresses }, 'connect', opened);
  const socket = await dialProxy(proxy, ca, opened);
  if (proxy.scheme === 'socks5') await socksTunnel(socket, { host, port }, proxy);
  else await tunnel(socket, `${host.includes(':') ? `[${host}]` : host}:${port}`, proxy);
  return socket;
}

/** A connection to the proxy itself. @throws Stopped */
export async function dialProxy(proxy: ProxyServer, ca: readonly string[], opened: Opened): Promise<Socket> {
  const plain = await tcp({ ...proxy, addresses: null }, 'proxy-connect', opened);
  return proxy.scheme === 'https' ? tlsTo(proxy, plain, ca, opened) : plain;
}

function tcp(
  { host, port, addresses }: Pick<Way, 'host' | 'port' | 'addresses'>,
  stage: 'connect' | 'proxy-connect',
  opened: Opened,
): Promise<Socket> {
  const known = addresses?.map((address) => ({ address, family: isIP(address) })) ?? null;
  return new Promise((resolve, reject) => {
    // All addresses of the name are tried, as Go and curl do (RFC 8305).
    const socket = connect({
      host,
      port,
      autoSelectFamily: true,
      ...(known === null ? {} : { lookup: (_name, _options, answer) => answer(null, known) }),
    });
    opened(socket);
    socket.once('connect', () => resolve(socket));
    socket.on('error', (error) => {
      const code = codeOf(error);
      reject(new Stopped(isLookup(error) ? 'lookup' : stage, code));
    });
  });
}

function isLookup(error: Error): boolean {
  return 'syscall' in error && error.syscall === 'getaddrinfo';
}

/** A proxy gets a login: it is one that the roots vouch for, or nothing is sent to it. */
function tlsTo(proxy: ProxyServer, plain: Socket, ca: readonly string[], opened: Opened): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: plain,
      host: proxy.host,
      // RFC 6066: no address.
      ...(isIP(proxy.host) === 0 ? { servername: proxy.host } : {}),
      ca: [...ca],
    });
    opened(socket);
    socket.once('secureConnect', () => resolve(socket));
    socket.on('error', (error) => reject(new Stopped('proxy-connect', codeOf(error))));
  });
}

/** RFC 9110, 9.3.6: CONNECT. */
function tunnel(socket: Socket, to: string, { authorization }: ProxyServer): Promise<void> {
  const login = authorization === null ? '' : `Proxy-Authorization: ${authorization}\r\n`;
  socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\nUser-Agent: probe-env\r\n${login}\r\n`);
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const stopped = (code: string, status?: number) => {
      socket.off('data', read);
      reject(new Stopped('proxy', code, status));
    };
    const read = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) {
        if (head.length > MAX_HEAD_BYTES) stopped('NO_HTTP');
        return;
      }
      const [, digits] = /^HTTP\/1\.[01] (\d{3})\b/.exec(head.toString('latin1', 0, end)) ?? [];
      // net/http of Go takes 200 alone.
      if (digits !== '200') {
        stopped(
          digits === undefined ? 'NO_HTTP' : 'STATUS',
          digits === undefined ? undefined : Number(digits),
        );
        return;
      }
      socket.off('data', read);
      socket.off('close', cut);
      socket.pause();
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
      resolve();
    };
    const cut = () => stopped('ECONNRESET');
    socket.on('data', read);
    socket.once('close', cut);
  });
}
