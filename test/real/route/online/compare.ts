import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probes } from '../../../../probes/index.ts';
import { lent } from '../../../../probes/lent.ts';
import { askOnline } from '../../../../src/cli/commands/route-online.ts';
import { DEFAULTS } from '../../../../src/config/defaults.ts';
import { mergeLayers } from '../../../../src/config/merge.ts';
import type { RouteModule } from '../../../../src/core/documents/route-report.ts';
import { makeRouteReport } from '../../../../src/route.ts';
import { network } from '../../../../src/target/live/network/network.ts';
import { memoryIo } from '../../../support/memory/memory-io.ts';
import { liveHost } from '../../../support/system/live-host.ts';
import { cleanEnv, type GoToolchain } from '../../../support/system/real-tools.ts';
import { removeTree } from '../../../support/system/remove-tree.ts';
import type { Case } from './cases.ts';
import { MODULE, type World } from './world.ts';

/** What of a run is compared: who was asked, who got a login, and what came of it. */
interface Seen {
  readonly requests: readonly string[];
  readonly logins: readonly string[];
  readonly found: boolean;
}

/** One line for the list of disagreements; null where go does what probe-env says. */
export async function compare(one: Case, world: World, toolchain: GoToolchain): Promise<string | null> {
  const root = mkdtempSync(join(tmpdir(), 'route-online-'));
  try {
    const env = environment(one, world, toolchain, root);
    const tree = one.sumdb === 'large' ? world.large : world.tree;
    world.behave(one.manners, tree);
    world.network.take();
    const module = await ours(env);
    const found = module.asked?.outcome === 'found';
    const said = seen(world, found);
    world.behave(one.manners, tree);
    const { code, output } = await go(toolchain.go, env, join(root, 'work'));
    const real = seen(world, code === 0);
    if (JSON.stringify(said) === JSON.stringify(real)) return null;
    const text = ({ found, requests, logins }: Seen) =>
      `${found ? 'found' : 'not found'} ${requests.join(' ')} logins ${logins.join(' ')}`;
    return `${one.name} (Go ${toolchain.version})\n  ours ${text(said)}\n  go   ${text(real)}\n  ${output.trim().slice(0, 400)}\n  ${JSON.stringify(module.asked?.sumdb ?? null)}`;
  } finally {
    removeTree(root);
  }
}

export function environment(
  { goproxy, sumdb, netrc, goauth, noProxy, way }: Case,
  world: World,
  toolchain: GoToolchain,
  root: string,
) {
  mkdirSync(join(root, 'work'));
  // A process of its own would still write counts when the directory is removed.
  mkdirSync(join(root, '.config/go/telemetry'), { recursive: true });
  writeFileSync(join(root, '.config/go/telemetry/mode'), 'off');
  const place = (name: string, content: string, mode = 0o600) =>
    writeFileSync(join(root, name), content, { mode });
  place('ca.pem', world.roots);
  if (netrc !== undefined) place('.netrc', netrc);
  const login = Buffer.from('user:secret').toString('base64');
  place('login', `#!/bin/sh\nprintf 'https://a.test.org\\n\\nAuthorization: Basic ${login}\\n\\n'\n`, 0o755);
  const tree = sumdb === 'large' ? world.large : world.tree;
  return cleanEnv({
    PATH: `${toolchain.goroot}/bin:/usr/bin:/bin`,
    GOROOT: toolchain.goroot,
    HOME: root,
    GOPATH: join(root, 'gopath'),
    GOMODCACHE: join(root, 'mod'),
    GOCACHE: join(root, 'cache'),
    GOTOOLCHAIN: 'local',
    GOENV: 'off',
    GOFLAGS: '-modcacherw',
    GOPROXY: goproxy,
    GOSUMDB: sumdb === undefined ? 'off' : tree.verifier,
    ...(goauth === undefined ? {} : { GOAUTH: goauth.replace('SCRIPT', join(root, 'login')) }),
    SSL_CERT_FILE: join(root, 'ca.pem'),
    SSL_CERT_DIR: '/nonexistent',
    HTTPS_PROXY: (way === undefined ? undefined : world.ways[way]) ?? world.network.url,
    HTTP_PROXY: world.network.url,
    ...(noProxy === undefined ? {} : { NO_PROXY: noProxy }),
  });
}

export async function ours(env: Readonly<Record<string, string>>): Promise<RouteModule> {
  const host = { ...liveHost(env), cwd: '/' };
  const io = { ...memoryIo(), network: async () => network };
  const config = mergeLayers(probes, [], { ...DEFAULTS, timeoutMs: host.monotonic() + 30_000 });
  const ask = await askOnline(host, config, { io, lend: async () => ({ lent }) });
  const { modules } = await makeRouteReport(host, {
    modules: [{ path: MODULE.path, version: MODULE.version }],
    ...{ from: null, env: null, go: null, privateModules: [], requiredModules: [], allowUnverified: true },
    ...{ details: true, timeoutMs: 30_000 },
    ...(ask === undefined ? {} : { ask }),
  });
  return modules[0] as RouteModule;
}

export function go(file: string, env: Record<string, string>, cwd: string) {
  const args = ['mod', 'download', '-json', `${MODULE.path}@${MODULE.version}`];
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(file, args, { cwd, env, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${stdout}\n${stderr}` });
    });
  });
}

/** The first file and the database: what go fetches after that is no part of the question. */
function seen(world: World, found: boolean): Seen {
  const isAsked = (url: string) => !/@v\/[^/]*\.(?:mod|zip)$/.test(url);
  const asked = [...new Set(world.network.take().filter(isAsked))];
  const isTile = (url: string) => url.includes('/tile/');
  return {
    // Tiles are asked for all at once.
    requests: [...asked.filter((url) => !isTile(url)), ...asked.filter(isTile).sort()],
    logins: world.logins().filter((line) => isAsked(line.split(' ', 1)[0] ?? '')),
    found,
  };
}
