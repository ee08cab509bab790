import type { Handshake, Roots, Way } from '../../network.ts';
import { attempt } from './attempt.ts';
import { dial } from './dial.ts';
import { pemsOf, secured, shownBy } from './secure.ts';

/** Shakes hands and closes; OpenSSL goes on where it complains, so that the whole chain is seen. */
export function handshake(way: Way, roots: Roots): Promise<Handshake> {
  return attempt(way.timeoutMs, async (opened, at) => {
    const plain = await dial(way, pemsOf(roots), opened);
    at('tls');
    const address = plain.remoteAddress ?? '';
    const secure = await secured(plain, way.host, roots, opened);
    return { address, protocol: secure.getProtocol() ?? '', ...shownBy(secure, way.host) };
  });
}
