import type { Found } from '../../src/host/find-program.ts';
import { goEnvFile } from '../../src/host/go-command.ts';
import type { Host } from '../../src/host/host.ts';
import { realPath } from '../../src/host/real-path.ts';

/** The directory that the go command takes its compiler and the standard library from. */
export interface Goroot {
  readonly path: string;
  /** What made it so: the variable, its line in the file of `go env -w`, or the place of the go command. */
  readonly from: 'GOROOT' | 'env-file' | 'binary';
}

/**
 * GOROOT as cmd/go/internal/cfg findGOROOT decides, without asking a second go process. Null when only
 * the default that is compiled into the binary is left (it names the machine that built it).
 */
export function findGoroot(host: Host, go: Found): Goroot | null {
  const asked = host.env.GOROOT;
  if (asked) return { path: clean(asked), from: 'GOROOT' };
  const inFile = fromEnvFile(host);
  if (inFile) return { path: clean(inFile), from: 'env-file' };
  // os.Executable is /proc/self/exe on Linux: links are resolved.
  const real = realPath(host, go.path);
  if (!real.ok) return null;
  const above = parent(parent(real.value));
  const candidates = [above, parent(above)];
  const path = candidates.find((directory) => isDirectory(host, `${directory}/pkg/tool`));
  if (path !== undefined) return { path, from: 'binary' };
  // A tree that lost its tools: the go command no longer knows it, but its owner should.
  return host.stat(`${above}/VERSION`).ok || isDirectory(host, `${above}/src/runtime`)
    ? { path: above, from: 'binary' }
    : null;
}

/** The last GOROOT line of the user's file; lines start with a capital letter and are split on LF alone. */
function fromEnvFile(host: Host): string | undefined {
  const path = goEnvFile(host.env);
  const file = path === null ? null : host.readFile(path, { maxBytes: 1024 * 1024 });
  if (!file?.ok) return undefined;
  const lines = file.value.toString('utf8').split('\n');
  return lines.findLast((line) => line.startsWith('GOROOT='))?.slice('GOROOT='.length);
}

/**
 * What a build needs and is not there, relative to the GOROOT. Tools that are not listed are built on
 * demand from Go 1.25 on, or serve other commands than `go build`.
 *
 * @param minor N of Go 1.N; to 1.19 the standard library came compiled, without need for its headers.
 */
export function missingParts(host: Host, goroot: string, platform: string, minor: number): readonly string[] {
  if (!isDirectory(host, `${goroot}/pkg/tool`)) return ['pkg/tool', ...missingSources(host, goroot)];
  const tools = ['compile', 'link', 'asm'].map((name) => `pkg/tool/${platform}/${name}`);
  const headers = minor >= 20 ? ['pkg/include/textflag.h'] : [];
  const absent = [...tools, ...headers].filter((path) => !host.stat(`${goroot}/${path}`).ok);
  return [...absent, ...missingSources(host, goroot)];
}

/** Two packages stand for the whole: one that every program has, one that nearly every program has. */
function missingSources(host: Host, goroot: string): readonly string[] {
  if (!isDirectory(host, `${goroot}/src`)) return ['src'];
  return ['src/runtime', 'src/fmt'].filter((path) => !isDirectory(host, `${goroot}/${path}`));
}

export function isDirectory(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'directory';
}

/** As filepath.Clean, for what people write into GOROOT: no double or trailing slashes, no `.`. */
function clean(path: string): string {
  return path.replace(/\/(?:\.?\/)+/g, '/').replace(/(?<=.)\/\.?$/, '');
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
