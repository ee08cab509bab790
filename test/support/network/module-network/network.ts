import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { selfSigned } from './certificate.ts';

/** What a host says: a status, a document, both with headers, or nothing at all (the connection is cut). */
export type Answer = number | string | Buffer | 'refuse' | Whole;

export interface Whole {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers a request for `https://host/path` (or http, where GOINSECURE lets Go fall back to it). */
export type Handler = (
  host: string,
  path: string,
  scheme: 'http' | 'https',
  headers: IncomingMessage['headers'],
) => Answer;

/** A loopback stand-in for the whole network: a proxy that plays every host. */
export interface Network {
  /** For HTTP_PROXY and HTTPS_PROXY. */
  readonly url: string;
  /** PEM, for SSL_CERT_FILE. */
  readonly certificate: string;
  /** Everything that was asked since the last call, such as `https://proxy.golang.org/…`. */
  take(): readonly string[];
  setHandler(handler: Handler): void;
  close(): Promise<void>;
}

/** Starts the stand-in; it can play these hosts over TLS. */
export async function startNetwork(hosts: readonly string[]): Promise<Network> {
  const { cert, key } = selfSigned(hosts);
  let handler: Handler = () => 404;
  let log: string[] = [];
  const serve = (scheme: 'http' | 'https') => (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`);
    const path = url.pathname + url.search;
    log.push(`${scheme}://${url.host}${path}`);
    respond(response, handler(url.host, path, scheme, request.headers));
  };
  const tls = createTlsServer({ cert, key }, serve('https'));
  const proxy = createServer(serve('http'));
  const open = new Set<Socket>();
  proxy.on('connection', (socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    const host = (request.url ?? '').replace(/:443$/, '');
    if (handler(host, 'CONNECT', 'https', request.headers) === 'refuse') {
      log.push(`https://${host} refused`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    tls.emit('connection', socket);
  });
  await listen(proxy);
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    certificate: cert,
    take: () => {
      const taken = log;
      log = [];
      return taken;
    },
    setHandler: (next) => {
      handler = next;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function respond(response: ServerResponse, answer: Answer): void {
  response.setHeader('connection', 'close');
  if (answer === 'refuse') response.destroy();
  else if (typeof answer === 'number') response.writeHead(answer).end(`status ${answer}\n`);
  else if (typeof answer === 'string' || Buffer.isBuffer(answer)) response.writeHead(200).end(answer);
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}
