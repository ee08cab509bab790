import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A file that a dynamically linked program needs: where it is here, and where the loader looks for it. */
export interface Needed {
  readonly from: string;
  readonly to: string;
}

/**
 * The loader and all libraries that a program links, read from its headers with readelf(1): ldd(1) would
 * run it, which another architecture's program does not allow. `sysroot` is `/`, or a folder as Debian's
 * `*-cross` packages unpack it.
 */
export function linkedFiles(program: string, sysroot = '/'): readonly Needed[] {
  const interpreter = /Requesting program interpreter: ([^\]]+)\]/.exec(readelf('-lW', program))?.[1];
  if (interpreter === undefined) throw new Error(`${program} names no loader`);
  const triplet = interpreter.includes('aarch64') ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const folders = [`lib/${triplet}`, `usr/lib/${triplet}`, 'lib64', 'lib', 'usr/lib'].map((f) =>
    join(sysroot, f),
  );
  const locate = (name: string) => {
    const path = folders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
    if (path === undefined)
      throw new Error(`${name}, which ${basename(program)} needs, is not in ${sysroot}`);
    return path;
  };

  const loader = basename(interpreter);
  const found = new Map<string, Needed>([[loader, { from: locate(loader), to: interpreter }]]);
  const queue = [program];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const [, name] of readelf('-dW', file).matchAll(/\(NEEDED\)\s+Shared library: \[([^\]]+)\]/g)) {
      if (name === undefined || found.has(name)) continue;
      const from = locate(name);
      // The first of the loader's own search folders; it needs no ld.so.cache.
      found.set(name, { from, to: `/lib/${triplet}/${name}` });
      queue.push(from);
    }
  }
  return [...found.values()].sort((a, b) => (a.to < b.to ? -1 : 1));
}

function readelf(option: string, file: string): string {
  return execFileSync('readelf', [option, file], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
