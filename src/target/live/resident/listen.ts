import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Answer, Answerer, ListenAt, Listening, ListenLimits } from '../../resident.ts';
import { bind } from './bind.ts';
import { Held } from './held.ts';
import { Turns } from './turns.ts';

/** What one asker may take, and all of them together. */
const OPTIONS = {
  /** Bytes; a probe sends 200. */
  maxHeaderSize: 8192,
  /** Milliseconds from the first byte of a question to the end of its headers, and to its end. */
  headersTimeout: 5000,
  requestTimeout: 10_000,
  /** How often that is looked at. */
  connectionsCheckingInterval: 2500,
  /** Longer than the period of any probe that keeps its connection. */
  keepAliveTimeout: 75_000,
  /** From the connection to the first word that is encrypted. */
  handshakeTimeout: 5000,
} as const;

/** From so many on those without a question are closed. */
const CROWDED = 200;
/**
 * Beyond, the oldest gives its place to the new one. To turn the new one away would let whoever holds so many open decide that the
 * kubelet hears nothing, and ends the container.
 */
const MAX_CONNECTIONS = 512;

/** One server of Node's own. */
export async function listen(at: ListenAt, { tls }: ListenLimits, answer: Answerer): Promise<Listening> {
  /** Answers that go on until somebody ends them. */
  const streams = new Set<ServerResponse>();
  const [turns, held] = [new Turns(), new Held()];
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    void turns.take(request.socket, async () => {
      await respond(request, response, answer, streams, held);
      await held.gone(response);
    });
  const server =
    tls === null ? createServer(OPTIONS, handle) : createTlsServer({ ...OPTIONS, ...tls }, handle);
  server.on(tls === null ? 'connection' : 'secureConnection', (socket: Socket) => turns.begin(socket));
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // Who has not said a word is not waited for as long as who asked before.
    socket.setTimeout(OPTIONS.keepAliveTimeout, () => socket.destroy());
    if (open.size > CROWDED) turns.closeIdle();
    const [oldest] = open.size > MAX_CONNECTIONS ? open : [];
    oldest?.destroy();
    if (oldest !== undefined) open.delete(oldest);
  });
  // A wrong question is answered by Node; a connection that breaks is no matter of ours.
  server.on('tlsClientError', () => {});
  await bind(server, at);
  return {
    url: urlOf(server, at, tls !== null),
    renewTls: (files) => {
      if (server instanceof TlsServer) server.setSecureContext(files);
    },
    close: (graceMs) => {
      for (const response of streams) response.end();
      return close(server, open, graceMs);
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  streams: Set<ServerResponse>,
  held: Held,
): Promise<void> {
  const { method = '', url = '/', headers, socket } = request;
  let given: Answer;
  try {
    given = await answer({
      method,
      url,
      headers: { ...(headers as Readonly<Record<string, string | undefined>>), ...hostsOf(request) },
      toLoopback: isLoopback(socket.localAddress),
      gone: () => goneOf(response),
    });
  } catch (error) {
    given = { status: 500, headers: { 'content-type': 'text/plain' }, body: `internal error: ${error}\n` };
  }
  // That somebody has gone is told once.
  if (response.destroyed) return;
  const { status, body, stream } = given;
  const bytes = Buffer.byteLength(body);
  // What comes with a question is not read: nobody could tell where the next one begins.
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  response.writeHead(status, {
    ...given.headers,
    // Of what somebody has already, the length would be another one (RFC 9110, 8.6).
    ...(stream === undefined && status !== NOT_MODIFIED && { 'content-length': bytes }),
    ...(hasBody && { connection: 'close' }),
  });
  if (stream === undefined || method === 'HEAD') {
    held.hold(response, bytes);
    response.end(method === 'HEAD' ? undefined : body);
    return;
  }
  response.write(body);
  const end = stream((text) => {
    // Who does not read gets no more, rather than all of it at last.
    if (response.writableLength < 64 * 1024) response.write(text);
  });
  streams.add(response);
  response.once('close', () => {
    streams.delete(response);
    end();
  });
}

const NOT_MODIFIED = 304;

/** Node takes the first Host of several; who sends them wants two readers to understand two things. */
function hostsOf({ rawHeaders }: IncomingMessage): { readonly host?: string } {
  const hosts = rawHeaders.filter((_, n) => n % 2 === 1 && rawHeaders[n - 1]?.toLowerCase() === 'host');
  return hosts.length > 1 ? { host: hosts.join(', ') } : {};
}

/** Made only for whoever wants to know: a signal that is sent costs more than many an answer. */
function goneOf(response: ServerResponse): AbortSignal {
  const leaving = new AbortController();
  if (response.destroyed) leaving.abort();
  else response.once('close', () => leaving.abort());
  return leaving.signal;
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(address);
}

function urlOf(server: Server, at: ListenAt, tls: boolean): string {
  if (at.kind === 'unix') return `unix:${at.path}`;
  const { address, port } = server.address() as AddressInfo;
  const name = address.includes(':') ? `[${address}]` : address;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}

async function close(server: Server, open: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of open) socket.destroy();
  }, graceMs);
  await closed;
  clearTimeout(timer);
}
