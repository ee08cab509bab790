import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Architecture, toolchainFor } from '../sea/architecture.ts';
import { linkedFiles } from './libraries.ts';

export interface PortableOptions {
  readonly architecture: Architecture;
  /** The single executable of that architecture. */
  readonly executable: string;
  /** Where that architecture's loader and libraries are: `/` for this machine's own. */
  readonly sysroot: string;
  /** What is there already is replaced. */
  readonly folder: string;
}

/** Freestanding: the launcher must start where there is no libc. Its bytes depend on the compiler alone. */
const COMPILE = [
  ...[
    '-static',
    '-nostdlib',
    '-ffreestanding',
    '-fno-builtin',
    '-fno-stack-protector',
    '-fno-pie',
    '-no-pie',
  ],
  ...['-fno-asynchronous-unwind-tables', '-Os', '-Wall', '-Wextra', '-Werror', '-s'],
  ...['-Wl,--build-id=none', '-Wl,-z,noseparate-code', '-Wl,-z,noexecstack'],
];

/**
 * Makes the folder that starts in any image: `probe-env`, the launcher, and in `lib` the executable with the
 * loader and the libraries that it links. Gives its size in bytes.
 */
export function gather({ architecture, executable, sysroot, folder }: PortableOptions): number {
  const libraries = join(folder, 'lib');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(libraries, { recursive: true });
  for (const { from, to } of linkedFiles(executable, sysroot)) {
    copyFileSync(from, join(libraries, basename(to)));
  }
  copyFileSync(executable, join(libraries, 'probe-env'));
  const launcher = join(folder, 'probe-env');
  const source = join(import.meta.dirname, 'launcher.c');
  const { compiler } = toolchainFor(architecture);
  execFileSync(compiler(), [...COMPILE, '-o', launcher, source], { stdio: ['ignore', 'inherit', 'inherit'] });

  const files = [launcher, ...readdirSync(libraries).map((name) => join(libraries, name))];
  // Every uid may start it, and none may change it.
  for (const path of files) chmodSync(path, 0o555);
  for (const path of [folder, libraries]) chmodSync(path, 0o755);
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
