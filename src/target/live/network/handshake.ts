import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { Handshake, Roots, Way } from '../../network.ts';
import { monotonicNow } from '../clock.ts';
import { dial } from './dial.ts';
import { codeOf, Stopped, withTime } from './within.ts';

/** No server sends more. */
const MAX_CHAIN = 64;

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
    const ca = roots.map(pemOf);
    const plain = await dial(way, ca, (socket) => sockets.push(socket));
    stage = 'tls';
    const address = plain.remoteAddress ?? '';
    const secure = await secured(plain, way, ca, sockets);
    return { address, ...seen(secure, way.host) };
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

function secured(plain: Socket, { host }: Way, ca: string[], sockets: Socket[]): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: plain,
      // RFC 6066: no address.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ca,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    sockets.push(socket);
    socket.once('secureConnect', () => resolve(socket));
    socket.on('error', (error) => reject(new Stopped('tls', codeOf(error))));
    socket.once('close', () => reject(new Stopped('tls', 'ECONNRESET')));
  });
}

function pemOf(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

function seen(socket: TLSSocket, host: string) {
  const chain: Buffer[] = [];
  const known = new Set<string>();
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  const nameError = checkServerIdentity(host, certificate);
  while (certificate?.raw !== undefined && chain.length < MAX_CHAIN) {
    if (known.has(certificate.fingerprint256)) break;
    known.add(certificate.fingerprint256);
    chain.push(certificate.raw);
    certificate = certificate.issuerCertificate;
  }
  return {
    protocol: socket.getProtocol() ?? '',
    chain,
    complaint: socket.authorizationError ? String(socket.authorizationError) : null,
    nameError: nameError === undefined ? null : codeOf(nameError),
    hostError: hostErrorOf(socket.getPeerX509Certificate(), host),
  };
}

function hostErrorOf(certificate: X509Certificate | undefined, host: string): string | null {
  if (isIP(host) !== 0) return certificate?.checkIP(host) === undefined ? 'IP_ADDRESS_MISMATCH' : null;
  return certificate?.checkHost(host) === undefined ? 'HOSTNAME_MISMATCH' : null;
}
