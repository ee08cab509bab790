import type { Socket } from 'node:net';
import type { Handshake, Roots, Way } from '../../network.ts';
import { monotonicNow } from '../clock.ts';
import { dial } from './dial.ts';
import { pemsOf, secured, shownBy } from './secure.ts';
import { codeOf, Stopped, withTime } from './within.ts';

/** Shakes hands and closes; OpenSSL goes on where it complains, so that the whole chain is seen. */
export async function handshake(way: Way, roots: Roots): Promise<Handshake> {
  const started = monotonicNow();
  const sockets: Socket[] = [];
  // The outermost first: Node 20 crashes where the ground of a TLS socket goes before it.
  const close = () => {
    for (const socket of sockets.splice(0).reverse()) socket.destroy();
  };
  let stage: 'connect' | 'tls' = 'connect';
  const work = async () => {
    const ca = pemsOf(roots);
    const plain = await dial(way, ca, (socket) => sockets.push(socket));
    stage = 'tls';
    const address = plain.remoteAddress ?? '';
    const secure = await secured(plain, way.host, roots, (socket) => sockets.push(socket));
    return { address, protocol: secure.getProtocol() ?? '', ...shownBy(secure, way.host) };
  };
  try {
    const found = await withTime(work(), way.timeoutMs, close);
    return { ok: true, ms: monotonicNow() - started, ...found };
  } catch (error) {
    const failure = error instanceof Stopped ? error.failure : { stage, code: codeOf(error) };
    return { ok: false, ms: monotonicNow() - started, failure };
  } finally {
    close();
  }
}
