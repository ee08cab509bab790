import { type ExecFileOptions, execFile } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeZip } from '../../../support/files/zip-writer.ts';
import { cleanEnv, type GoToolchain } from '../../../support/system/real-tools.ts';
import { removeTree } from '../../../support/system/remove-tree.ts';
import type { EnvCase } from './cases.ts';

/** The module cache is read-only by design. */
export async function remove(directory: string): Promise<void> {
  await run('chmod', ['-R', 'u+w', directory]);
  removeTree(directory);
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(file: string, args: readonly string[], options: ExecFileOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      { ...options, encoding: 'utf8', timeout: 60_000 },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
  });
}

/**
 * The case on disk. Whatever go would fetch ends at a closed port on loopback.
 *
 * @param root holds what the cases share
 */
export function prepare(toolchain: GoToolchain, envCase: EnvCase, directory: string, root: string) {
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  };
  write('mod/go.mod', 'module m\n\ngo 1.18\n');
  write('mod/main.go', 'package main\n\nfunc main() {}\n');
  write('empty/.keep', '');
  write('home/.config/go/telemetry/mode', 'off');
  for (const [path, content] of Object.entries(envCase.files ?? {})) write(path, content);
  if (envCase.fetch) {
    const at = 'proxy/m.example/m/@v';
    write(`${at}/list`, 'v1.0.0\n');
    write(`${at}/v1.0.0.info`, '{"Version":"v1.0.0"}');
    write(`${at}/v1.0.0.mod`, MODULE);
    write(`${at}/v1.0.0.zip`, writeZip({ [`${FETCHED}/go.mod`]: MODULE }));
  }
  const goroot = envCase.goEnv === undefined ? toolchain.goroot : shadow(toolchain, envCase.goEnv, directory);
  const given = Object.entries(envCase.env ?? {}).map(([key, value]) => [
    key,
    value.replaceAll('$D', directory),
  ]);
  const env = cleanEnv({
    HOME: join(directory, 'home'),
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
    // One build cache for all: a cold one costs go a survey of its standard library.
    ...(envCase.build ? {} : { XDG_CACHE_HOME: join(root, 'cache') }),
    ...Object.fromEntries(given),
  });
  env.PATH = `${goroot}/bin:${env.PATH}`;
  if (env.HOME === '') delete env.HOME;
  return { env, cwd: join(directory, envCase.directory ?? 'mod'), go: `${goroot}/bin/go` };
}

/** A GOROOT that shares all but go.env with the real one. */
function shadow(toolchain: GoToolchain, goEnvFile: string | null, directory: string): string {
  const goroot = join(directory, 'goroot');
  mkdirSync(join(goroot, 'bin'), { recursive: true });
  for (const name of ['pkg', 'src', 'VERSION']) symlinkSync(join(toolchain.goroot, name), join(goroot, name));
  // A link would lead go back to the GOROOT that it came from.
  sameFile(toolchain.go, join(goroot, 'bin/go'));
  if (goEnvFile !== null) writeFileSync(join(goroot, 'go.env'), goEnvFile);
  return goroot;
}

export const FETCHED = 'm.example/m@v1.0.0';
/** One file under two names where the file system allows it. */
function sameFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

const MODULE = 'module m.example/m\n';

export function fakeProcess(env: NodeJS.ProcessEnv, cwd: string): NodeJS.Process {
  return Object.create(process, { env: { value: env }, cwd: { value: () => cwd } }) as NodeJS.Process;
}
