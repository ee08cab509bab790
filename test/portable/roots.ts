import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../support/system/real-tools.ts';

/** A root file system to start a program in. */
export interface Root {
  readonly name: string;
  readonly directory: string;
}

/** Root file systems of images that have another libc than ours, an unusable one, or none. */
export class Roots {
  readonly #home = mkdtempSync(join(tmpdir(), 'probe-env-roots-'));

  /** Nothing but the directory that the folder is mounted on. */
  scratch(): Root {
    return this.#root('scratch', () => {});
  }

  /** musl and BusyBox. */
  musl(): Root {
    return this.#root('musl', (directory) => {
      mkdirSync(join(directory, 'bin'));
      copyFileSync(tool('busybox') ?? '', join(directory, 'bin/busybox'));
      symlinkSync('busybox', join(directory, 'bin/sh'));
      mkdirSync(join(directory, 'lib'));
      copyFileSync('/usr/lib/x86_64-linux-musl/libc.so', join(directory, 'lib/ld-musl-x86_64.so.1'));
    });
  }

  /** A glibc in its usual places that cannot be used: whoever loads a piece of it fails. */
  foreignGlibc(): Root {
    return this.#root('foreign-glibc', (directory) => {
      const libraries = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'libstdc++.so.6'];
      const loaders = ['ld-linux-x86-64.so.2', 'ld-linux-aarch64.so.1'];
      for (const folder of ['lib', 'lib64', 'lib/x86_64-linux-gnu', 'lib/aarch64-linux-gnu', 'usr/lib']) {
        mkdirSync(join(directory, folder), { recursive: true });
        for (const name of [...libraries, ...loaders]) {
          writeFileSync(join(directory, folder, name), 'not the one that was asked for', { mode: 0o755 });
        }
      }
    });
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #root(name: string, fill: (directory: string) => void): Root {
    const directory = join(this.#home, name);
    // Mount points for the folder, under the names that the tests use.
    for (const path of ['opt/probe-env', 'with space', 'proc']) {
      mkdirSync(join(directory, path), { recursive: true });
    }
    fill(directory);
    // mkdtemp makes it for its owner alone; here it is the root directory of every user.
    chmodSync(this.#home, 0o755);
    return { name, directory };
  }
}
