import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { cleanEnv, type GoToolchain, goToolchains, nodes, tool } from '../../../support/system/real-tools.ts';

const HERE = new URL('./', import.meta.url).pathname;
const CACHE = new URL('../../../../.cache/', import.meta.url).pathname;

/** A root file system with the programs that are asked and nothing else; made once, then linked. */
export interface Workshop {
  readonly directory: string;
  /** Names of the Go programs by release line, of the Nodes by major version. */
  readonly gos: readonly string[];
  readonly nodes: readonly string[];
  readonly musl: boolean;
}

export function makeWorkshop(): Workshop {
  mkdirSync(join(CACHE, 'tmp'), { recursive: true });
  const directory = mkdtempSync(join(CACHE, 'tmp/timezone-'));
  const base = join(directory, 'base');
  mkdirSync(join(base, 'bin'), { recursive: true });
  for (const toolchain of goToolchains()) buildGo(toolchain, join(base, 'bin', `go${toolchain.version}`));
  execFileSync('gcc', ['-O1', '-static', '-o', join(base, 'bin/glibc'), join(HERE, 'zone.c')], {
    stdio: 'pipe',
  });
  const musl = tool('musl-gcc');
  if (musl !== null)
    execFileSync(musl, ['-O1', '-static', '-o', join(base, 'bin/musl'), join(HERE, 'zone.c')]);
  const binaries = [{ version: 'own', path: process.execPath }, ...nodes()];
  for (const { version, path } of binaries) copyOrLink(path, join(base, 'bin', `node${version}`));
  copyLibraries(binaries.at(-1)?.path ?? process.execPath, base);
  buildSync({
    entryPoints: [join(HERE, 'model.ts')],
    outfile: join(base, 'model.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  return {
    directory,
    gos: goToolchains().map((t) => t.version),
    nodes: binaries.map((b) => b.version),
    musl: musl !== null,
  };
}

export function removeWorkshop({ directory }: Workshop): void {
  rmSync(directory, { recursive: true, force: true });
}

function buildGo({ go, goroot }: GoToolchain, output: string): void {
  execFileSync(go, ['build', '-o', output, join(HERE, 'zone.go')], {
    cwd: '/',
    stdio: 'pipe',
    env: cleanEnv({
      GOROOT: goroot,
      GOCACHE: join(CACHE, 'go-build'),
      GOENV: 'off',
      GO111MODULE: 'off',
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
      HOME: '/nonexistent',
      GOPATH: join(CACHE, 'gopath'),
    }),
  });
}

function copyOrLink(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    chmodSync(to, 0o755);
  }
}

/** The loader and the libraries that the program names. */
function copyLibraries(program: string, root: string): void {
  const listing = execFileSync('ldd', [program], { encoding: 'utf8' });
  for (const [path] of listing.matchAll(/\/\S+/g)) {
    const to = join(root, path);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(path, to);
    chmodSync(to, 0o755);
  }
}

/** A new root with the programs; `furnish` puts the files there that the programs look at. */
export function makeWorld(workshop: Workshop, name: string, furnish: (root: string) => void): string {
  const root = join(workshop.directory, name);
  execFileSync('cp', ['-al', join(workshop.directory, 'base'), root]);
  for (const folder of ['etc', 'usr/share', 'tmp', 'dev']) mkdirSync(join(root, folder), { recursive: true });
  furnish(root);
  return root;
}

/** The whole zoneinfo directory of this machine. */
export function copyZoneinfo(root: string): void {
  cpSync('/usr/share/zoneinfo', join(root, 'usr/share/zoneinfo'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\/zoneinfo\/(?:right|posix)$/.test(path),
  });
}

/** Runs a program of the world in it, in its root directory; null when it crashed or hung. */
export function ask(
  root: string,
  program: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  const options = {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    timeout: 10_000,
    killSignal: 'SIGKILL' as const,
  };
  return new Promise((resolve) => {
    execFile('chroot', [root, ...program], options, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
