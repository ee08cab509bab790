import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { type Chain, pemOf } from './pki.ts';

/** A server on loopback. */
export interface StandIn {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens at a free port of 127.0.0.1, and forgets no connection when it is closed. */
export function listen(server: Server, host = '127.0.0.1'): Promise<StandIn> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => closed());
          }),
      }),
    );
  });
}

/** Speaks TLS with what a chain says, and nothing else. */
export function tlsServer(
  { sent, key }: Chain,
  { watched = () => {} }: { readonly watched?: (server: Server) => void } = {},
): Promise<StandIn> {
  const server = createTls({
    cert: pemOf(sent),
    // Weak signatures are sent too.
    ciphers: 'DEFAULT@SECLEVEL=0',
    key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  });
  server.on('secureConnection', (socket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  watched(server);
  return listen(server);
}

/** Takes connections, and answers with these bytes, or with nothing; or hangs up. */
export function rawServer(answer: string | null | 'cut'): Promise<StandIn> {
  return listen(
    createServer((socket) => {
      if (answer === null) return;
      socket.once('data', () => {
        if (answer === 'cut') socket.destroy();
        else socket.end(answer);
      });
    }),
  );
}

/** An HTTP proxy that knows CONNECT; `allows` says by which status a request is answered. */
export async function proxyServer(
  allows: (authorization: string | undefined, to: string) => number,
  lead: (to: string) => number,
): Promise<StandIn & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createHttp();
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    asked.push(url);
    const status = allows(headers['proxy-authorization'], url);
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const server = connect(lead(url), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      server.pipe(client);
      client.pipe(server);
    });
    for (const socket of [server, client]) socket.on('error', () => {});
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroy());
  });
  return { ...(await listen(server)), asked };
}
