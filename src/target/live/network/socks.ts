import type { Socket } from 'node:net';
import type { ProxyServer } from '../../network.ts';
import { Stopped } from './within.ts';

const VERSION = 5;
const NO_LOGIN = 0;
const BY_PASSWORD = 2;
/** Longer names and passwords have no place in the protocol, bytes. */
const MAX_TEXT = 255;

/**
 * Has a SOCKS5 proxy connect to a host (RFC 1928, with a login by RFC 1929); the proxy looks the name up, as it does for Go with
 * `socks5` and `socks5h` alike.
 *
 * @throws Stopped
 */
export async function socksTunnel(
  socket: Socket,
  { host, port }: { readonly host: string; readonly port: number },
  { authorization }: ProxyServer,
): Promise<void> {
  const read = reader(socket);
  try {
    const login = authorization === null ? null : loginOf(authorization);
    socket.write(Buffer.from([VERSION, ...(login === null ? [1, NO_LOGIN] : [2, NO_LOGIN, BY_PASSWORD])]));
    const [version, method] = await read(2);
    if (version !== VERSION) throw new Stopped('proxy', 'NO_SOCKS');
    if (method === BY_PASSWORD && login !== null) {
      socket.write(Buffer.concat([Buffer.from([1]), counted(login.user), counted(login.password)]));
      const [, status] = await read(2);
      if (status !== 0) throw new Stopped('proxy', 'SOCKS_LOGIN');
    } else if (method !== NO_LOGIN) throw new Stopped('proxy', 'SOCKS_LOGIN');
    const to = Buffer.from([port >> 8, port & 0xff]);
    socket.write(Buffer.concat([Buffer.from([VERSION, 1, 0, 3]), counted(host), to]));
    const [, reply, , kind] = await read(4);
    if (reply !== 0) throw new Stopped('proxy', REPLIES[reply ?? 0] ?? `SOCKS_${reply}`);
    const [length = 0] = kind === 3 ? await read(1) : [kind === 4 ? 16 : 4];
    await read(length + 2);
  } finally {
    read.end();
  }
}

/** RFC 1928, 6: by the names of errno. */
const REPLIES: Readonly<Record<number, string>> = {
  2: 'SOCKS_FORBIDDEN',
  3: 'ENETUNREACH',
  4: 'EHOSTUNREACH',
  5: 'ECONNREFUSED',
  6: 'ETIMEDOUT',
};

function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  // Cut, it would be the name of another host, or another password.
  if (bytes.length > MAX_TEXT) throw new Stopped('proxy', 'SOCKS_TOO_LONG');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function loginOf(authorization: string): { readonly user: string; readonly password: string } {
  const text = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** So many bytes at a time; what comes beyond them goes back to the socket at the end. */
function reader(socket: Socket) {
  let held = Buffer.alloc(0);
  let wanted: { readonly bytes: number; done(part: Buffer): void; failed(error: Error): void } | null = null;
  const serve = () => {
    if (wanted === null || held.length < wanted.bytes) return;
    const { bytes, done } = wanted;
    wanted = null;
    const part = held.subarray(0, bytes);
    held = held.subarray(bytes);
    done(part);
  };
  const take = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    serve();
  };
  let closed = false;
  const cut = () => {
    closed = true;
    wanted?.failed(new Stopped('proxy', 'ECONNRESET'));
  };
  socket.on('data', take);
  socket.once('close', cut);
  const read = (bytes: number) =>
    new Promise<Buffer>((done, failed) => {
      wanted = { bytes, done, failed };
      serve();
      // Nobody was waiting when it was closed, and nothing more comes.
      if (closed) cut();
    });
  return Object.assign(read, {
    end: () => {
      socket.off('data', take);
      socket.off('close', cut);
      socket.pause();
      if (held.length > 0) socket.unshift(held);
    },
  });
}
