import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type DetailedPeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Roots, Shown } from '../../network.ts';
import type { Opened } from './dial.ts';
import { codeOf, Stopped } from './within.ts';

/** No server sends more. */
const MAX_CHAIN = 64;

const CONTEXTS = new WeakMap<Roots, SecureContext>();
const PEMS = new WeakMap<Roots, readonly string[]>();

/** TLS over a connection; OpenSSL goes on where it complains, so that the whole chain is seen. */
export function secured(plain: Socket, host: string, roots: Roots, opened: Opened): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: plain,
      // RFC 6066: no address.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      secureContext: contextOf(roots),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    opened(socket);
    socket.once('secureConnect', () => resolve(socket));
    socket.on('error', (error) => reject(new Stopped('tls', codeOf(error))));
    socket.once('close', () => reject(new Stopped('tls', 'ECONNRESET')));
  });
}

/** To read a store of a hundred roots takes as long as the handshake: it is read once. */
function contextOf(roots: Roots): SecureContext {
  const known = CONTEXTS.get(roots) ?? createSecureContext({ ca: [...pemsOf(roots)] });
  CONTEXTS.set(roots, known);
  return known;
}

export function pemsOf(roots: Roots): readonly string[] {
  const known = PEMS.get(roots) ?? roots.map(pemOf);
  PEMS.set(roots, known);
  return known;
}

function pemOf(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

export function shownBy(socket: TLSSocket, host: string): Shown {
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
