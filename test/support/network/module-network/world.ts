import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeModule } from './module-zip.ts';
import { type Network, startNetwork } from './network.ts';
import type { Status } from './rehearse.ts';
import { type SignedTree, signedTree } from './signed-tree.ts';

/** Modules of the test world: on proxies, on a host that go knows, behind a page, behind a page that names a proxy. */
export const MODULES = [
  fakeModule('golang.org/x/text', 'v0.3.0'),
  fakeModule('github.com/Azure/sdk', 'v1.0.0'),
  fakeModule('corp.com/api', 'v1.2.0'),
  fakeModule('git.corp.com/team/lib', 'v0.1.0'),
];

const SUMDB = 'sum.test.org';
const HOSTS = [
  ...['proxy.golang.org', 'goproxy.corp.com', 'mirror.test.org', SUMDB, 'sum.golang.org'],
  ...['corp.com', 'git.corp.com', 'github.com', 'golang.org', 'vcs.corp.com'],
];

/** Where the page of git.corp.com says that its modules are. */
const PAGE_PROXY = 'https://vcs.corp.com/p';

/** Statuses by host; 200 where none is given. A proxy mirrors the database unless `sumdb:HOST` says otherwise. */
export type Mood = Readonly<Record<string, Status>>;

/** A network with these modules and a checksum database that knows them. */
export interface World {
  readonly network: Network;
  readonly tree: SignedTree;
  setMood(mood: Mood): void;
  /** What this world says to a URL in this mood. */
  status(url: string): Status;
  proxyOf(page: string): string | null;
}

export async function makeWorld(): Promise<World> {
  const network = await startNetwork(HOSTS);
  const tree = signedTree(
    SUMDB,
    MODULES.map((m) => ({ path: m.path, version: m.version, tree: m.treeHash, mod: m.modHash })),
  );
  let mood: Mood = {};
  network.setHandler((host, path) => {
    if (path === 'CONNECT') return mood[host] === 'refuse' ? 'refuse' : 200;
    const status = statusOf(mood, host, decodeURI(path));
    return status === 200 ? contentOf(tree, host, decodeURI(path)) : status;
  });
  return {
    network,
    tree,
    setMood: (next) => {
      mood = next;
    },
    status: (url) => {
      if (url.startsWith('git:')) return mood['github.com'] ?? 200;
      const { host, pathname, search } = new URL(url);
      return statusOf(mood, host, decodeURI(pathname) + search);
    },
    proxyOf: (page) => (page.startsWith('https://git.corp.com/') ? PAGE_PROXY : null),
  };
}

function statusOf(mood: Mood, host: string, path: string): Status {
  const own = mood[host] ?? 200;
  if (own !== 200) return own;
  if (path.startsWith('/sumdb/')) {
    const mirror = mood[`sumdb:${host}`] ?? 200;
    return path.startsWith(`/sumdb/${SUMDB}/`) ? mirror : 404;
  }
  if (host === SUMDB) return 200;
  if (path.includes('go-get=1')) return host === 'git.corp.com' ? 200 : 404;
  return modulePart(path) === null ? 404 : 200;
}

function contentOf(tree: SignedTree, host: string, path: string): string | Buffer | number {
  const database = host === SUMDB ? path.slice(1) : path.replace(`/sumdb/${SUMDB}/`, '');
  if (host === SUMDB || path.startsWith('/sumdb/')) {
    return database === 'supported' ? '' : (tree.answer(database) ?? 404);
  }
  if (path.includes('go-get=1')) {
    return `<meta name="go-import" content="git.corp.com/team/lib mod ${PAGE_PROXY}">`;
  }
  return modulePart(path) ?? 404;
}

function modulePart(path: string): string | Buffer | null {
  const [, escaped = '', extension = ''] = /^\/(?:p\/)?(.+)\/@v\/[^/]+\.(info|mod|zip)$/.exec(path) ?? [];
  const name = escaped.replace(/!([a-z])/g, (_, c: string) => c.toUpperCase());
  const module = MODULES.find((m) => m.path === name && path.includes(`/@v/${m.version}.`));
  if (module === undefined) return null;
  return extension === 'info' ? module.info : extension === 'mod' ? module.mod : module.zip;
}

/** A real repository for github.com/Azure/sdk, for git to find in the place of the host. */
export function makeRepository(directory: string): void {
  mkdirSync(directory, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: directory, GIT_CONFIG_NOSYSTEM: '1' },
    });
  const [, sdk] = MODULES;
  writeFileSync(join(directory, 'go.mod'), sdk?.mod ?? '');
  writeFileSync(join(directory, 'x.go'), 'package x\n');
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '-m', 'one');
  git('tag', 'v1.0.0');
}
