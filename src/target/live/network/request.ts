import { type IncomingMessage, request as send } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpRequest, HttpResponse, ProxyServer, ResponseHead, Way } from '../../network.ts';
import { attempt } from './attempt.ts';
import { dial, dialProxy, type Opened } from './dial.ts';
import { pemsOf, secured, shownBy } from './secure.ts';
import { codeOf, Stopped } from './within.ts';

/** One request over a connection of its own. */
export function request(way: Way, asked: HttpRequest): Promise<HttpResponse> {
  return attempt(way.timeoutMs, async (opened, at) => {
    const connection = await connected(way, asked, opened, () => at('tls'));
    at('request');
    return exchange(connection, way, asked);
  });
}

async function connected(
  way: Way,
  { tls }: HttpRequest,
  opened: Opened,
  shaking: () => void,
): Promise<Socket> {
  if (tls === null) return isForwarded(way) ? dialProxy(way.proxy, [], opened) : dial(way, [], opened);
  const plain = await dial(way, pemsOf(tls.roots), opened);
  shaking();
  const secure = await secured(plain, way.host, tls.roots, opened);
  const refusal = tls.refuses(shownBy(secure, way.host));
  if (refusal !== null) throw new Stopped('certificate', refusal);
  return secure;
}

/** Plain HTTP is passed on by a proxy of HTTP; a SOCKS proxy digs its tunnel for it too. */
function isForwarded(way: Way): way is Way & { readonly proxy: ProxyServer } {
  return way.proxy !== null && way.proxy.scheme !== 'socks5';
}

function exchange(socket: Socket, way: Way, { method, target, headers, maxBytes, tls }: HttpRequest) {
  const standard = tls === null ? 80 : 443;
  const name = way.host.includes(':') ? `[${way.host}]` : way.host;
  const host = way.port === standard ? name : `${name}:${way.port}`;
  const forwarded = tls === null && isForwarded(way);
  const login = forwarded ? way.proxy?.authorization : null;
  return new Promise<Omit<Extract<HttpResponse, { ok: true }>, 'ok' | 'ms'>>((resolve, reject) => {
    const failed = (error: Error) => reject(new Stopped('request', codeOf(error)));
    const sent = send({
      method,
      path: forwarded ? `http://${host}${target}` : target,
      headers: {
        host,
        ...headers,
        ...(login == null ? {} : { 'proxy-authorization': login }),
        connection: 'close',
      },
      createConnection: () => socket,
    });
    sent.once('error', failed);
    // Where nobody listens for it, an answer 101 ends the connection without an answer or an error.
    sent.once('upgrade', (response) => resolve({ ...headOf(response), body: Buffer.alloc(0) }));
    const cut = () => reject(new Stopped('request', 'ECONNRESET'));
    sent.once('close', cut);
    sent.once('response', (response) => {
      // A body may end with the connection.
      sent.off('close', cut);
      const head = headOf(response);
      const parts: Buffer[] = [];
      let bytes = 0;
      const done = () => resolve({ ...head, body: Buffer.concat(parts).subarray(0, maxBytes) });
      response.on('data', (part: Buffer) => {
        parts.push(part);
        bytes += part.length;
        if (bytes >= maxBytes) done();
      });
      response.once('end', done);
      response.once('error', failed);
      response.once('aborted', cut);
    });
    sent.end();
  });
}

function headOf(response: IncomingMessage) {
  const { statusCode: status = 0, statusMessage = '', httpVersion, headersDistinct } = response;
  const line = `HTTP/${httpVersion} ${status} ${statusMessage}`;
  const fields = Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []]);
  const head: ResponseHead = { line, fields: Object.fromEntries(fields) };
  return { status, headers: headersOf(response), head, atMs: Date.now() };
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
