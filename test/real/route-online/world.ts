import type { IncomingMessage } from 'node:http';
import { fakeModule } from '../../support/module-network/module-zip.ts';
import { type Answer, type Network, startNetwork } from '../../support/module-network/network.ts';
import { type SignedTree, signedTree } from '../../support/module-network/signed-tree.ts';

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
  /** Which requests had a login, in the order of the first time. */
  logins(): readonly string[];
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
  let [manners, database]: [Manners, SignedTree] = [() => undefined, tree];
  let logins: string[] = [];
  network.setHandler((host, path, scheme, headers) => {
    const said = manners({ host, path, scheme, headers });
    if (path === 'CONNECT') return said ?? 200;
    const { authorization } = headers;
    if (authorization !== undefined) logins.push(`${scheme}://${host}${path} ${authorization}`);
    return said ?? healthy(host, decodeURI(path), database);
  });
  return {
    network,
    tree,
    large,
    behave: (next, other = tree) => {
      manners = next;
      database = other;
      logins = [];
    },
    logins: () => [...new Set(logins)],
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
