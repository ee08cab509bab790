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

/** Speaks TLS with what a chain says, and nothing else, or what is spoken at another port of loopback (`inside`). */
export function tlsServer(
  { sent, key }: Chain,
  {
    watched = () => {},
    inside,
  }: { readonly watched?: (server: Server) => void; readonly inside?: number } = {},
): Promise<StandIn> {
  const server = createTls({
    cert: pemOf(sent),
    // Weak signatures are sent too.
    ciphers: 'DEFAULT@SECLEVEL=0',
    key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    if (inside === undefined) return;
    const other = connect(inside, '127.0.0.1');
    other.on('error', () => socket.destroy());
    socket.once('close', () => other.destroy());
    socket.pipe(other).pipe(socket);
  });
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

/** A SOCKS5 proxy (RFC 1928); with a login it takes `user` and `secret` alone. `lead`: the port of loopback that stands for a host. */
export async function socksServer(
  lead: (to: string) => number | null,
  login = false,
): Promise<StandIn & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((client) => {
    const steps = socksSteps(client, asked, lead, login);
    steps.next();
    let held = Buffer.alloc(0);
    client.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      held = held.subarray(steps.next(held).value ?? held.length);
    });
    client.on('error', () => {});
  });
  return { ...(await listen(server)), asked };
}

/** Takes what has come, and says how much of it was used: one step a message, as clients wait for each answer. */
function* socksSteps(
  client: Socket,
  asked: string[],
  lead: (to: string) => number | null,
  login: boolean,
): Generator<number | undefined, undefined, Buffer> {
  const hello = yield undefined;
  const method = login ? 2 : 0;
  client.write(Buffer.from([5, hello.subarray(2).includes(method) ? method : 255]));
  let used = hello.length;
  if (login) {
    const words = yield used;
    const right = Buffer.from('\u0001\u0004user\u0006secret', 'latin1');
    client.write(Buffer.from([1, words.equals(right) ? 0 : 1]));
    used = words.length;
  }
  const request = yield used;
  const length = request[4] ?? 0;
  const to = `${request.toString('latin1', 5, 5 + length)}:${request.readUInt16BE(5 + length)}`;
  asked.push(to);
  const port = lead(to);
  if (port === null) {
    client.write(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]));
    return undefined;
  }
  client.removeAllListeners('data');
  const server = connect(port, '127.0.0.1', () => {
    client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
    server.pipe(client);
    client.pipe(server);
  });
  server.on('error', () => client.destroy());
  client.once('close', () => server.destroy());
  return undefined;
}
