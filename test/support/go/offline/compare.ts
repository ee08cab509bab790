import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { readProject } from '../../../../src/go/modules/project.ts';
import { offlineReadiness } from '../../../../src/go/offline/readiness.ts';
import { liveHost } from '../../system/live-host.ts';
import { cleanEnv, type GoToolchain } from '../../system/real-tools.ts';
import { removeTree } from '../../system/remove-tree.ts';
import type { Mutation } from './mutations.ts';
import { makeProxy, placeAll, programFiles } from './project.ts';

/** A program, and a module cache that a real go filled. */
export interface Workplace {
  readonly root: string;
  readonly toolchain: GoToolchain;
}

const at = ({ root }: Workplace, name: string) => join(root, name);

export async function prepare(root: string, toolchain: GoToolchain, goLine: string): Promise<Workplace> {
  const place = { root, toolchain };
  makeProxy(at(place, 'proxy'));
  placeAll(at(place, 'work'), programFiles(goLine));
  const filled = await go(place, 'full', ['mod', 'download', 'all'], `file://${at(place, 'proxy')}`);
  if (filled.code !== 0) throw new Error(filled.output);
  return place;
}

function go(place: Workplace, cache: string, args: readonly string[], proxy = 'off') {
  const { toolchain, root } = place;
  const env = cleanEnv({
    GOROOT: toolchain.goroot,
    HOME: root,
    GOPATH: at(place, 'gopath'),
    GOMODCACHE: at(place, cache),
    GOCACHE: at(place, 'build-cache'),
    GOTOOLCHAIN: 'local',
    GOENV: 'off',
    GOFLAGS: '-modcacherw',
    GOSUMDB: 'off',
    GOPROXY: proxy,
    XDG_CONFIG_HOME: '/dev/null',
  });
  return new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    execFile(toolchain.go, [...args], { cwd: at(place, 'work'), env, timeout: 60_000 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${out}\n${err}` });
    });
  });
}

/**
 * What go does with a spoilt cache, and what was said before.
 *
 * @param compile else all is done but that: packages are found, fetched and read, from an index of sources too
 */
export async function outcomeOf(place: Workplace, { spoil }: Mutation, compile: boolean) {
  for (const cache of ['one', 'two']) {
    if (existsSync(at(place, cache))) removeTree(at(place, cache));
    cpSync(at(place, 'full'), at(place, cache), { recursive: true });
    spoil(at(place, cache));
  }
  const host = liveHost({});
  const project = readProject(host, join(at(place, 'work'), 'go.mod'));
  if (project === null) throw new Error('no project');
  const said = await offlineReadiness(host, project, at(place, 'one'), { deep: false });
  const [build, download] = await Promise.all([
    go(place, 'one', ['build', ...(compile ? ['-o', '/dev/null'] : ['-n']), './...']),
    go(place, 'two', ['mod', 'download']),
  ]);
  return {
    said: { build: said.build, download: said.download },
    real: { build: build.code === 0 ? 'ready' : 'fails', download: download.code === 0 ? 'ready' : 'fails' },
    output: [build, download].map(({ output }) => output.trim().slice(0, 300)),
  };
}
