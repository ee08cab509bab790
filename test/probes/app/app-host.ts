import { elfProgram, glibcLoader } from '../../support/files/elf-program.ts';
import type { MemoryHostOptions } from '../../support/memory/memory-host.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { program, type Tree } from '../../support/memory/tree.ts';

export const LOADER = '/lib64/ld-linux-x86-64.so.2';

/** A machine with glibc and a shell. */
export const GLIBC: Tree = {
  [LOADER]: program(glibcLoader()),
  '/lib/libc.so.6': program(
    elfProgram({ soname: 'libc.so.6', needed: [], offers: ['libc.so.6', 'GLIBC_2.2.5', 'GLIBC_2.34'] }),
  ),
  '/bin/sh': program(elfProgram()),
  '/usr/bin/env': program(elfProgram()),
};

export function appHost(tree: Tree, options: MemoryHostOptions = {}) {
  return memoryHost({
    env: { PATH: '/usr/bin:/bin' },
    ...options,
    trees: [GLIBC, tree, ...(options.trees ?? [])],
  });
}
