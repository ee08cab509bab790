import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Architectures that the single executable is made for, by Node's name. */
export type Architecture = 'x64' | 'arm64';

interface Foreign {
  /** binutils for this architecture on another one. */
  readonly strip: string;
  /** gcc for this architecture on another one. */
  readonly compiler: string;
  /** qemu's user-mode emulator. */
  readonly emulator: string;
}

const FOREIGN: Readonly<Record<Architecture, Foreign>> = {
  x64: {
    strip: 'x86_64-linux-gnu-strip',
    compiler: 'x86_64-linux-gnu-gcc',
    emulator: 'qemu-x86_64-static',
  },
  arm64: {
    strip: 'aarch64-linux-gnu-strip',
    compiler: 'aarch64-linux-gnu-gcc',
    emulator: 'qemu-aarch64-static',
  },
};

export function isArchitecture(name: string): name is Architecture {
  return Object.hasOwn(FOREIGN, name);
}

/** How programs of an architecture are handled on this machine. Each throws where its program is not on PATH. */
export interface Toolchain {
  /** strip(1), as a path. */
  readonly strip: () => string;
  /** gcc(1), as a path. */
  readonly compiler: () => string;
  /**
   * What comes before the program to run it: nothing, or the emulator with its library folder. It is needed
   * because V8 writes a snapshot for the machine that it runs on. `sysroot` holds that architecture's loader
   * and libraries.
   */
  readonly runner: (sysroot: string) => readonly string[];
}

export function toolchainFor(architecture: Architecture): Toolchain {
  if (architecture === process.arch) {
    return {
      strip: () => need('strip', 'binutils'),
      compiler: () => need('gcc', 'gcc'),
      runner: () => [],
    };
  }
  const { strip, compiler, emulator } = FOREIGN[architecture];
  return {
    strip: () => need(strip, `binutils for ${architecture}`),
    compiler: () => need(compiler, `gcc for ${architecture}`),
    runner: (sysroot) => {
      if (!existsSync(sysroot))
        throw new Error(`no ${architecture} libraries in ${sysroot}: run .ci/tools.sh`);
      return [need(emulator, 'qemu-user-static'), '-L', sysroot];
    },
  };
}

function need(program: string, from: string): string {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, program))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${program} is not on PATH: install ${from}`);
  return found;
}
