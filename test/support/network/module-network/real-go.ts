import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cleanEnv, type GoToolchain } from '../../system/real-tools.ts';
import { removeTree } from '../../system/remove-tree.ts';
import type { Mood, World } from './world.ts';

export interface GoRun {
  readonly toolchain: GoToolchain;
  readonly world: World;
  readonly mood: Mood;
  /** Repository for github.com; see makeRepository. */
  readonly repository: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Files below the working directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files below GOMODCACHE. */
  readonly cache?: Readonly<Record<string, string | Buffer>>;
}

export interface GoOutcome {
  readonly code: number;
  /** Everything that was asked, each once, in the order of the first time. */
  readonly requests: readonly string[];
  /** stdout and stderr. */
  readonly output: string;
}

/** Runs the real go in a directory of its own, with the world as its whole network. */
export async function runGo(run: GoRun): Promise<GoOutcome> {
  const root = mkdtempSync(join(tmpdir(), 'route-'));
  try {
    return await runIn(root, run);
  } finally {
    removeTree(root);
  }
}

async function runIn(root: string, run: GoRun): Promise<GoOutcome> {
  const { world, toolchain, mood } = run;
  const place = (path: string, content: string | Buffer, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content, { mode });
  };
  mkdirSync(join(root, 'work'));
  place('ca.pem', world.network.certificate);
  place('bin/git', `#!/bin/sh\necho "$*" >>${root}/git.log\nexec /usr/bin/git "$@"\n`, 0o755);
  const repository = (mood['github.com'] ?? 200) === 200 ? run.repository : '/nonexistent';
  place('gitconfig', `[url "${repository}"]\n\tinsteadOf = https://github.com/Azure/sdk\n`);
  for (const [path, content] of Object.entries(run.files ?? {})) place(`work/${path}`, content);
  for (const [path, content] of Object.entries(run.cache ?? {})) place(`mod/${path}`, content);
  world.setMood(mood);
  world.network.take();
  const env = cleanEnv({
    GOROOT: toolchain.goroot,
    HOME: root,
    GOPATH: join(root, 'gopath'),
    GOMODCACHE: join(root, 'mod'),
    GOCACHE: join(root, 'cache'),
    GOTOOLCHAIN: 'local',
    GOENV: 'off',
    GOFLAGS: '-modcacherw',
    XDG_CONFIG_HOME: '/dev/null',
    SSL_CERT_FILE: join(root, 'ca.pem'),
    SSL_CERT_DIR: '/nonexistent',
    HTTPS_PROXY: world.network.url,
    HTTP_PROXY: world.network.url,
    GIT_CONFIG_GLOBAL: join(root, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    ...run.env,
  });
  const done = await execute(toolchain.go, run.args, join(root, 'work'), {
    ...env,
    PATH: `${join(root, 'bin')}:${env.PATH}`,
  });
  const git = existsSync(join(root, 'git.log')) ? readFileSync(join(root, 'git.log'), 'utf8') : '';
  return { ...done, requests: [...new Set([...world.network.take().flatMap(shown), ...gitRequests(git)])] };
}

function execute(file: string, args: readonly string[], cwd: string, env: Record<string, string>) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(file, [...args], { cwd, env, timeout: 20_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${stdout}\n${stderr}` });
    });
  });
}

/** Where git has failed, go asks the host itself whether the repository is there: part of the same attempt. */
function shown(request: string): readonly string[] {
  const url = decodeURI(request).replace(/\/tile\/.*$/, '/tile');
  return url === 'https://github.com/Azure/sdk' || url === 'https://github.com refused' ? [] : [url];
}

/** Only what would leave the machine. Before Go 1.25 the remote has a name, which was given its URL before. */
function gitRequests(log: string): readonly string[] {
  const url = /https:\/\/\S+/.exec(log)?.[0];
  return url !== undefined && /^ls-remote /m.test(log) ? [`git:${url}`] : [];
}
