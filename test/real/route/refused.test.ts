import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RouteReport } from '../../../src/core/documents/route-report.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

const MODULE = fakeModule('example.com/d', 'v1.0.0');
const DOWNLOADS = 'cache/cache/download/example.com/d/@v';

/** A path that its owner closed to all, and the cache that is filled, empty, or has no source beside it. */
interface Closed {
  readonly path: string;
  readonly cache?: 'empty' | 'alone';
  readonly replaced?: boolean;
}

const CLOSED: readonly Closed[] = [
  { path: 'proxy/unrelated' },
  ...['cache', 'cache/cache', 'cache/cache/download', 'cache/cache/download/example.com', DOWNLOADS].flatMap(
    (path) => [{ path }, { path, cache: 'alone' as const }],
  ),
  ...['info', 'mod', 'zip', 'ziphash'].flatMap((file) => [
    { path: `${DOWNLOADS}/v1.0.0.${file}` },
    { path: `${DOWNLOADS}/v1.0.0.${file}`, cache: 'alone' as const },
  ]),
  { path: 'cache/example.com' },
  { path: 'cache/example.com/d@v1.0.0' },
  { path: 'module/go.sum', cache: 'empty' },
  { path: 'module/go.sum' },
  { path: 'fork', replaced: true },
  { path: 'fork/go.mod', replaced: true },
  { path: 'fork/x.go', replaced: true },
];

const USER = ['--reuid=12345', '--regid=12345', '--clear-groups'] as const;

describeReal(
  'what may not be looked at on the way to a module',
  { go: true, root: true, tools: ['setpriv'] },
  () => {
    let root = '';
    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), 'probe-env-route-refused-'));
      chmodSync(root, 0o755);
      copyFileSync(BUNDLE, join(root, 'probe-env.cjs'));
      chmodSync(join(root, 'probe-env.cjs'), 0o644);
    });
    afterAll(() => removeTree(root));

    for (const { version, go, goroot } of goToolchains().slice(-1)) {
      it(`stops go ${version} where route says so`, { timeout: 900_000 }, () => {
        const home = join(root, version);
        const { path, info, mod, zip } = MODULE;
        const files = {
          [`proxy/${path}/@v/v1.0.0.info`]: info,
          [`proxy/${path}/@v/v1.0.0.mod`]: mod,
          [`proxy/${path}/@v/v1.0.0.zip`]: zip,
          'proxy/unrelated': '',
          'fork/go.mod': mod,
          'fork/x.go': 'package x\n',
          'home/.config/go/telemetry/mode': 'off',
        };
        for (const [name, content] of Object.entries(files)) {
          mkdirSync(dirname(join(home, name)), { recursive: true });
          writeFileSync(join(home, name), content);
        }
        const as = (source: string, ...args: readonly string[]) =>
          spawnSync('setpriv', [...USER, ...args], {
            cwd: join(home, 'module'),
            env: {
              ...cleanEnv({
                HOME: join(home, 'home'),
                GOCACHE: join(home, 'build'),
                GOMODCACHE: join(home, 'cache'),
                GOPROXY: source,
                GOPRIVATE: 'example.com',
                GONOPROXY: 'none',
                GOTOOLCHAIN: 'local',
                GOFLAGS: '-modcacherw',
                GOROOT: goroot,
              }),
              PATH: `${dirname(go)}:${process.env.PATH}`,
            },
            encoding: 'utf8',
          });
        const proxy = `file://${home}/proxy`;
        for (const closed of CLOSED) {
          execFileSync('sh', ['-c', 'rm -rf module cache; mkdir module cache build 2>/dev/null; true'], {
            cwd: home,
          });
          const replace = closed.replaced ? `replace ${path} => ../fork\n` : '';
          writeFileSync(
            join(home, 'module/go.mod'),
            `module m\n\ngo 1.18\n\nrequire ${path} v1.0.0\n${replace}`,
          );
          writeFileSync(join(home, 'module/go.sum'), '');
          execFileSync('chown', ['-R', '12345:12345', '.'], { cwd: home });
          if (closed.cache !== 'empty') expect(as(proxy, go, 'mod', 'download').stderr).toBe('');
          writeFileSync(join(home, 'module/go.sum'), '');
          const at = join(home, closed.path);
          const { mode } = statSync(at);
          chmodSync(at, 0);
          const source = closed.cache === 'alone' ? 'off' : proxy;
          const asked = as(source, process.execPath, join(root, 'probe-env.cjs'), 'route', '-f', 'json');
          const { modules } = JSON.parse(asked.stdout) as RouteReport;
          const real = as(source, go, 'mod', 'download');
          chmodSync(at, mode & 0o7777);
          expect({ ...closed, stops: modules.map(({ verdict }) => verdict === 'blocked') }).toEqual({
            ...closed,
            stops: [real.status !== 0],
          });
        }
      });
    }
  },
);
