import { goEnvFile } from '../../../src/go/command.ts';
import { goSetting, readUserGoEnv } from '../../../src/go/env-file.ts';
import { isDirectory, lacks } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { realPath } from '../../../src/target/posix/real-path.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { Found } from '../../../src/target/program/find-program.ts';

/** The directory that the go command takes its compiler and the standard library from. */
export interface Goroot {
  readonly path: string;
  /** What made it so: the variable, its line in the user's go env file, or the place of the go command. */
  readonly from: 'environment' | 'env-file' | 'binary';
  /** The user's go env file, where the setting stands there. */
  readonly file: string | null;
}

/**
 * GOROOT as cmd/go/internal/cfg findGOROOT decides, without asking a second go process. Null when only
 * the default that is compiled into the binary is left (it names the machine that built it).
 */
export function findGoroot(host: Host, go: Found): Goroot | null {
  const setting = goSetting('GOROOT', host.env, readUserGoEnv(host), new Map());
  if (setting !== null) {
    const path = clean(setting.value);
    return setting.origin === 'environment'
      ? { path, from: 'environment', file: null }
      : { path, from: 'env-file', file: goEnvFile(host.env) };
  }
  const tree = findTree(host, go.path);
  return tree === null ? null : { path: tree, from: 'binary', file: null };
}

/** The tree that a go command lies in: it takes what it finds two or three directories up, links resolved. */
export function findTree(host: Host, go: string): string | null {
  // os.Executable is /proc/self/exe on Linux.
  const real = realPath(host, go);
  if (!real.ok) return null;
  const above = parentOf(parentOf(real.value));
  for (const directory of [above, parentOf(above)]) {
    if (isDirectory(host, `${directory}/pkg/tool`)) return directory;
  }
  // A tree that lost its tools: the go command no longer knows it, but its owner should.
  return isTree(host, above) ? above : null;
}

function isTree(host: Host, directory: string): boolean {
  return host.stat(`${directory}/VERSION`).ok || isDirectory(host, `${directory}/src/runtime`);
}

/**
 * What a build needs and is not there, relative to the GOROOT. Tools that are not listed are built on
 * demand from Go 1.25 on, or serve other commands than `go build`.
 *
 * @param minor N of Go 1.N; to 1.19 the standard library came compiled, without need for its headers.
 */
export function missingParts(host: Host, goroot: string, platform: string, minor: number): readonly string[] {
  if (lacks(host, `${goroot}/pkg/tool`, 'directory')) return ['pkg/tool', ...missingSources(host, goroot)];
  const tools = ['compile', 'link', 'asm'].map((name) => `pkg/tool/${platform}/${name}`);
  const headers = minor >= 20 ? ['pkg/include/textflag.h'] : [];
  const absent = [...tools, ...headers].filter((path) => lacks(host, `${goroot}/${path}`, 'file'));
  return [...absent, ...missingSources(host, goroot)];
}

/** Two packages stand for the whole: one that every program has, one that nearly every program has. */
function missingSources(host: Host, goroot: string): readonly string[] {
  if (lacks(host, `${goroot}/src`, 'directory')) return ['src'];
  return ['src/runtime', 'src/fmt'].filter((path) => lacks(host, `${goroot}/${path}`, 'directory'));
}

/** The first line of the VERSION file: what the tree says of itself; empty where it says nothing. */
export function statedVersion(host: Host, goroot: string): string {
  const file = host.readFile(`${goroot}/VERSION`, { maxBytes: 4096 });
  return file.ok ? (file.value.toString('utf8').split('\n', 1)[0] ?? '') : '';
}

/** As filepath.Clean, for what people write into GOROOT: no double or trailing slashes, no `.`. */
function clean(path: string): string {
  return path.replace(/\/(?:\.?\/)+/g, '/').replace(/(?<=.)\/\.?$/, '');
}
