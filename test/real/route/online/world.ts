import type { IncomingMessage } from 'node:http';
import { connect, createServer } from 'node:net';
import { fakeModule } from '../../../support/network/module-network/module-zip.ts';
import { type Answer, type Network, startNetwork } from '../../../support/network/module-network/network.ts';
import { type SignedTree, signedTree } from '../../../support/network/module-network/signed-tree.ts';
import { CHAINS, type Chain, pemOf, root } from '../../../support/network/online/pki.ts';
import { listen, type StandIn, socksServer, tlsServer } from '../../../support/network/online/servers.ts';

export const MODULE = fakeModule('golang.org/x/text', 'v0.3.0');
const SUMDB = 'sum.test.org';

/** Two proxies, one to be redirected to, the database. */
export const A = 'https://a.test.org';
export const B = 'https://b.test.org';
const HOSTS = ['a.test.org', 'b.test.org', 'c.test.org', 'sub.a.test.org', SUMDB, 'expired.test.org'];

/** What a host says to a request for a file; undefined: what a healthy one says. */
export type Manners = (asked: {
  readonly host: string;
  readonly path: string;
  readonly scheme: 'http' | 'https';
  readonly headers: IncomingMessage['headers'];
}) => Answer | undefined;

/** A loopback stand-in for all that go can reach. */
export interface World {
  readonly network: Network;
  readonly tree: SignedTree;
  /** A database of 70 000 records, whose proof takes tiles of three levels. */
  readonly large: SignedTree;
  behave(manners: Manners, tree?: SignedTree): void;
  /** HTTPS_PROXY for a way out, and the roots that it takes, PEM. */
  readonly ways: Readonly<Record<string, string>>;
  readonly roots: string;
  close(): Promise<void>;
  /** Which requests had a login, in the order of the first time. */
  logins(): readonly string[];
  /** All requests in their order, each with the headers that are no matter of the client that asks. */
  sent(): readonly string[];
}

export async function makeWorld(): Promise<World> {
  const network = await startNetwork(HOSTS);
  const record = {
    path: MODULE.path,
    version: MODULE.version,
    tree: MODULE.treeHash,
    mod: MODULE.modHash,
  };
  const tree = signedTree(SUMDB, [record]);
  const large = signedTree(SUMDB, [record], 70_000);
  const { ways, close } = await waysTo(Number(new URL(network.url).port));
  let [manners, database]: [Manners, SignedTree] = [() => undefined, tree];
  let logins: string[] = [];
  let sent: string[] = [];
  network.setHandler((host, path, scheme, headers) => {
    const said = manners({ host, path, scheme, headers });
    if (path === 'CONNECT') return said ?? 200;
    sent.push(`${scheme}://${host}${path}${shownHeaders(headers)}`);
    const { authorization } = headers;
    if (authorization !== undefined) logins.push(`${scheme}://${host}${path} ${authorization}`);
    return said ?? healthy(host, decodeURI(path), database);
  });
  return {
    network,
    tree,
    large,
    ways,
    roots: network.certificate + pemOf([root]),
    close: async () => {
      await close();
      await network.close();
    },
    behave: (next, other = tree) => {
      manners = next;
      database = other;
      logins = [];
      sent = [];
    },
    logins: () => [...new Set(logins)],
    sent: () => sent,
  };
}

const OF_THE_CLIENT = ['host', 'user-agent', 'accept-encoding', 'connection', 'x-request-id', 'referer'];

function shownHeaders(headers: IncomingMessage['headers']): string {
  const own = Object.entries(headers).filter(([name]) => !OF_THE_CLIENT.includes(name));
  return own
    .map(([name, value]) => ` ${name}=${value}`)
    .sort()
    .join('');
}

/** Ways out of each kind, which lead to the stand-in; those of SOCKS5 to proxy A alone. */
async function waysTo(port: number) {
  const bridge = await listen(
    createServer((client) => {
      const server = connect(port, '127.0.0.1', () =>
        server.write('CONNECT a.test.org:443 HTTP/1.1\r\n\r\n'),
      );
      server.once('data', () => {
        server.pipe(client);
        client.pipe(server);
      });
      server.on('error', () => client.destroy());
      client.once('close', () => server.destroy());
    }),
  );
  const chain = (name: string) => CHAINS[name]?.() as Chain;
  const open: StandIn[] = [
    bridge,
    await socksServer(() => bridge.port),
    await socksServer(() => bridge.port, true),
    await tlsServer(chain('good'), { inside: port }),
    await tlsServer(chain('unknown issuer'), { inside: port }),
  ];
  const [, free, locked, trusted, stranger] = open.map((one) => one.port);
  return {
    ways: {
      socks5: `socks5://127.0.0.1:${free}`,
      socks5h: `socks5h://127.0.0.1:${free}`,
      login: `socks5://user:secret@127.0.0.1:${locked}`,
      'no-login': `socks5://127.0.0.1:${locked}`,
      https: `https://localhost:${trusted}`,
      stranger: `https://localhost:${stranger}`,
    },
    close: () => Promise.all(open.map((one) => one.close())),
  };
}

function healthy(host: string, path: string, database: SignedTree): Answer {
  if (host === SUMDB) return database.answer(path.slice(1)) ?? 404;
  const mirrored = `/sumdb/${SUMDB}/`;
  if (path.startsWith(mirrored)) return 404;
  if (path.endsWith('/@v/list')) return `${MODULE.version}\n`;
  const [, extension] = /^\/golang\.org\/x\/text\/@v\/v0\.3\.0\.(info|mod|zip)$/.exec(path) ?? [];
  if (extension === 'info') return MODULE.info;
  if (extension === 'mod') return MODULE.mod;
  return extension === 'zip' ? MODULE.zip : 404;
}
