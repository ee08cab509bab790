import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../../../../probes/proxy/readers/reader.ts';
import { cleanEnv, type GoToolchain, TOOLS } from '../../../support/system/real-tools.ts';

export interface World {
  readonly env: Env;
  readonly urls: readonly string[];
}

/** The port of the proxy that is asked; null: none is; `error`: the program refuses. */
export type Answer = number | null | 'error';

const file = (name: string) => new URL(name, import.meta.url).pathname;

/** Builds the package that net/http asks, as this toolchain brings it along, and hands all environments to it at once. */
export function askGo({ go, goroot }: GoToolchain, worlds: readonly World[]): readonly (readonly Answer[])[] {
  const directory = mkdtempSync(join(tmpdir(), 'probe-env-proxy-'));
  try {
    const golang = join(directory, 'src/golang.org');
    mkdirSync(golang, { recursive: true });
    cpSync(join(goroot, 'src/vendor/golang.org/x'), join(golang, 'x'), { recursive: true });
    cpSync(file('oracle.go'), join(directory, 'src/oracle/main.go'), { recursive: true });
    const program = join(directory, 'oracle');
    execFileSync(go, ['build', '-o', program, 'oracle'], {
      env: cleanEnv({
        GOROOT: goroot,
        GOPATH: directory,
        GO111MODULE: 'off',
        GOCACHE: join(tmpdir(), 'probe-env-go-build'),
        GOTOOLCHAIN: 'local',
        GOENV: 'off',
        CGO_ENABLED: '0',
        HOME: directory,
      }),
    });
    const said = json(program, [], worlds) as { proxy: string; host: string; error: string }[][];
    return said.map((answers) =>
      answers.map(({ proxy, host, error }) => (error ? 'error' : proxy === '' ? null : portIn(host))),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** urllib, and requests of that Debian release where it is there. */
export function askPython(suite: string, worlds: readonly World[]) {
  const modules = join(TOOLS, 'python', suite, 'usr/lib/python3/dist-packages');
  const said = json('/usr/bin/python3', [file('oracle.py')], worlds, { PYTHONPATH: modules }) as {
    urllib: { proxy?: string; error?: string }[][];
    requests: { proxy?: string; error?: string }[][] | null;
  };
  const read = (all: { proxy?: string }[][]) =>
    all.map((answers) =>
      answers.map(
        ({ proxy }): Answer => (proxy === undefined ? 'error' : proxy === '' ? null : portIn(proxy)),
      ),
    );
  return { urllib: read(said.urllib), requests: said.requests === null ? null : read(said.requests) };
}

/** fetch and http.request of a Node; it is started for each environment. */
export function askNode(node: string, { env, urls }: World) {
  const said = json(node, [file('oracle.cjs')], urls, { ...env, NODE_USE_ENV_PROXY: '1' }) as Record<
    'fetch' | 'request',
    { asked?: { host: string | null; port: number } }
  >[];
  const read = (how: 'fetch' | 'request') =>
    said.map(({ [how]: { asked } }): Answer => (asked === undefined ? 'error' : proxyOr(asked.port)));
  return { fetch: read('fetch'), request: read('request') };
}

function proxyOr(port: number): number | null {
  return port >= 3100 && port < 3200 ? port : null;
}

/** Any other address than 127.0.0.1 is one where nobody can be asked. */
function portIn(text: string): Answer {
  const port =
    /^(?:https?:\/\/|socks5h?:\/\/|\/\/)?(?:[^/]*@)?(?:127\.0\.0\.1|\[::1\]):(31\d\d)(?:[/?#].*)?$/i.exec(
      text,
    )?.[1];
  return port === undefined ? 'error' : Number(port);
}

function json(program: string, args: readonly string[], input: unknown, env: Env = {}): unknown {
  const output = execFileSync(program, args, {
    input: JSON.stringify(input),
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output.toString('utf8'));
}
