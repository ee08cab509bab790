import { createServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { network } from '../../src/target/live/network/network.ts';
import type { ProxyServer, Way } from '../../src/target/network.ts';
import { CHAINS, type Chain, root } from '../support/network/online/pki.ts';
import {
  listen,
  proxyServer,
  rawServer,
  type StandIn,
  socksServer,
  tlsServer,
} from '../support/network/online/servers.ts';

const open: StandIn[] = [];
async function opened<T extends StandIn>(server: Promise<T>): Promise<T> {
  open.push(await server);
  return server;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const GOOD = CHAINS.good?.() as Chain;
const to = (port: number, more: Partial<Way> = {}): Way => ({
  host: 'localhost',
  port,
  addresses: ['127.0.0.1'],
  proxy: null,
  timeoutMs: 20_000,
  ...more,
});
const proxyAt = (port: number, authorization: string | null = null): ProxyServer => ({
  scheme: 'http',
  host: '127.0.0.1',
  port,
  authorization,
});
const DAMAGED = 'HTTP/1.1 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

describe('the network', () => {
  it('looks up what the system knows, and says what it does not', async () => {
    const found = await network.lookup('localhost', 10_000);
    expect(found.ok && found.addresses.some((address) => address === '127.0.0.1' || address === '::1')).toBe(
      true,
    );
    expect(await network.lookup('no such name', 10_000)).toMatchObject({
      ok: false,
      failure: { stage: 'lookup' },
    });
  });

  it('shakes hands, and says what the server sent and OpenSSL complains of', async () => {
    const { port } = await opened(tlsServer(GOOD));
    const trusted = await network.handshake(to(port), [root]);
    expect(trusted).toMatchObject({
      ok: true,
      complaint: null,
      nameError: null,
      hostError: null,
      address: '127.0.0.1',
    });
    expect(trusted.ok && trusted.chain).toEqual([...GOOD.sent, root]);
    const unknown = await network.handshake(to(port), []);
    expect(unknown.ok && unknown.chain).toEqual(GOOD.sent);
    expect(unknown).toMatchObject({ complaint: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' });
  });

  it('compares names as Node and as OpenSSL do', async () => {
    const { port } = await opened(tlsServer(GOOD));
    expect(await network.handshake(to(port, { host: 'other.example' }), [root])).toMatchObject({
      nameError: 'ERR_TLS_CERT_ALTNAME_INVALID',
      hostError: 'HOSTNAME_MISMATCH',
    });
    expect(await network.handshake(to(port, { host: '127.0.0.1' }), [root])).toMatchObject({
      nameError: null,
      hostError: null,
    });
  });

  it.each([
    [
      'plain HTTP',
      DAMAGED,
      { stage: 'tls', code: /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/ },
    ],
    ['a connection that is cut', 'cut', { stage: 'tls', code: /^ECONNRESET$/ }],
    ['a server that is silent', null, { stage: 'tls', code: /^TIMEOUT$/ }],
  ] as const)('tells of %s', async (_, answer, { stage, code }) => {
    const { port } = await opened(rawServer(answer));
    const timeoutMs = answer === null ? 300 : 20_000;
    expect(await network.handshake(to(port, { timeoutMs }), [])).toMatchObject({
      ok: false,
      failure: { stage, code: expect.stringMatching(code) },
    });
  });

  it('tells of a port at which nobody listens', async () => {
    const server = await rawServer(null);
    await server.close();
    expect(await network.handshake(to(server.port), [])).toMatchObject({
      ok: false,
      failure: { stage: 'connect', code: 'ECONNREFUSED' },
    });
  });

  it('goes through a proxy, with its login', async () => {
    const { port } = await opened(tlsServer(GOOD));
    const login = `Basic ${Buffer.from('user:secret').toString('base64')}`;
    const proxy = await opened(
      proxyServer(
        (given) => (given === login ? 200 : 407),
        () => port,
      ),
    );
    const way = to(443, { host: 'localhost', addresses: null, proxy: proxyAt(proxy.port, login) });
    expect(await network.handshake(way, [root])).toMatchObject({ ok: true, complaint: null });
    expect(proxy.asked).toEqual(['localhost:443']);
    expect(await network.handshake({ ...way, proxy: proxyAt(proxy.port) }, [root])).toMatchObject({
      ok: false,
      failure: { stage: 'proxy', status: 407 },
    });
  });

  it('goes through a SOCKS5 proxy, with its login', async () => {
    const { port } = await opened(tlsServer(GOOD));
    const login = `Basic ${Buffer.from('user:secret').toString('base64')}`;
    const proxy = await opened(socksServer((name) => (name === 'localhost:443' ? port : null), true));
    const by = (authorization: string | null) =>
      ({ scheme: 'socks5', host: '127.0.0.1', port: proxy.port, authorization }) as const;
    const way = to(443, { addresses: null, proxy: by(login) });
    expect(await network.handshake(way, [root])).toMatchObject({ ok: true, complaint: null });
    expect(proxy.asked).toEqual(['localhost:443']);
    const refused = (code: string) => ({ ok: false, failure: { stage: 'proxy', code } });
    expect(await network.handshake({ ...way, port: 444 }, [root])).toMatchObject(refused('ECONNREFUSED'));
    expect(await network.handshake({ ...way, proxy: by(null) }, [root])).toMatchObject(
      refused('SOCKS_LOGIN'),
    );
    const other = `Basic ${Buffer.from('user:other').toString('base64')}`;
    expect(await network.handshake({ ...way, proxy: by(other) }, [root])).toMatchObject(
      refused('SOCKS_LOGIN'),
    );
  });

  it('goes through a proxy that is spoken to by TLS, if the roots vouch for it', async () => {
    const { port } = await opened(tlsServer(GOOD));
    const plain = await opened(
      proxyServer(
        () => 200,
        () => port,
      ),
    );
    const proxy = await opened(tlsServer(GOOD, { inside: plain.port }));
    const way = to(443, {
      addresses: null,
      proxy: { scheme: 'https', host: 'localhost', port: proxy.port, authorization: null },
    });
    expect(await network.handshake(way, [root])).toMatchObject({ ok: true, complaint: null });
    expect(plain.asked).toEqual(['localhost:443']);
    expect(await network.handshake(way, [])).toMatchObject({
      ok: false,
      failure: { stage: 'proxy-connect' },
    });
    expect(plain.asked).toHaveLength(1);
  });

  it.each([
    ['no proxy at all', 'cut', { stage: 'proxy', code: 'ECONNRESET' }],
    ['what speaks no HTTP', '220 mail.corp.example ESMTP\r\n\r\n', { stage: 'proxy', code: 'NO_HTTP' }],
    ['a proxy that is silent', null, { stage: 'connect', code: 'TIMEOUT' }],
  ] as const)('tells of %s', async (_, answer, failure) => {
    const { port } = await opened(rawServer(answer));
    const timeoutMs = answer === null ? 300 : 20_000;
    expect(await network.handshake(to(443, { proxy: proxyAt(port), timeoutMs }), [])).toMatchObject({
      ok: false,
      failure,
    });
  });

  const GET = { method: 'GET', target: '/', headers: {}, maxBytes: 1024, tls: null } as const;

  it('takes an answer 101 for an answer', async () => {
    const { port } = await opened(
      rawServer('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    );
    expect(await network.request(to(port), GET)).toMatchObject({ ok: true, status: 101 });
  });

  it('takes a body that ends with the connection', async () => {
    const { port } = await opened(rawServer('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody'));
    const answer = await network.request(to(port), GET);
    expect(answer.ok && answer.body.toString()).toBe('body');
  });

  it('tells a proxy of HTTPS its name, and no address', async () => {
    const names: string[] = [];
    const server = createServer({
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    const { port } = await opened(listen(server));
    for (const host of ['localhost', '127.0.0.1']) {
      const proxy = { scheme: 'https', host, port, authorization: null } as const;
      expect(await network.handshake(to(443, { proxy }), [])).toMatchObject({ ok: false });
    }
    expect(names).toEqual(['localhost']);
  });

  it('cuts no name that is too long for SOCKS', async () => {
    const proxy = await opened(socksServer(() => null, false));
    const by = { scheme: 'socks5', host: '127.0.0.1', port: proxy.port, authorization: null } as const;
    const way = to(443, { host: 'a'.repeat(256), addresses: null, proxy: by });
    expect(await network.handshake(way, [])).toMatchObject({
      ok: false,
      failure: { stage: 'proxy', code: 'SOCKS_TOO_LONG' },
    });
    expect(proxy.asked).toEqual([]);
  });

  it('tells of a SOCKS proxy that closes behind a part of its answer', async () => {
    const { port } = await opened(rawServer('\u0005\u0000'));
    const proxy = { scheme: 'socks5', host: '127.0.0.1', port, authorization: null } as const;
    expect(await network.handshake(to(443, { addresses: null, proxy }), [])).toMatchObject({
      ok: false,
      failure: { stage: 'proxy' },
    });
  });

  it('tells of a proxy at which nobody listens', async () => {
    const server = await rawServer(null);
    await server.close();
    expect(await network.handshake(to(443, { proxy: proxyAt(server.port) }), [])).toMatchObject({
      ok: false,
      failure: { stage: 'proxy-connect', code: 'ECONNREFUSED' },
    });
  });
});
