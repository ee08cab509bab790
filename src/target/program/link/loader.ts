import type { Host } from '../../host.ts';

/**
 * The program that loads a program's libraries, as its own bytes tell: where it looks was decided when it was built
 * (elf/dl-load.c of glibc, ldso/dynlink.c of musl).
 */
export type Loader =
  | {
      readonly kind: 'glibc';
      /** The cache that ldconfig writes. ld.so.conf itself is read by ldconfig alone. */
      readonly cache: string;
      /** Where it looks at last, in order, each without a slash at its end. */
      directories(): readonly string[];
    }
  | {
      readonly kind: 'musl';
      /** In the name of its path file, such as `x86_64`. */
      readonly arch: string;
    }
  /** Another one: nobody knows here where it looks. */
  | { readonly kind: 'other' };

/** The largest is musl's, which is all of its libc. */
const MAX_LOADER_BYTES = 8 * 1024 * 1024;

export function readLoader(files: Pick<Host, 'readFile'>, path: string): Loader {
  const file = files.readFile(path, { maxBytes: MAX_LOADER_BYTES });
  return file.ok ? loaderOf(file.value) : { kind: 'other' };
}

export function loaderOf(bytes: Buffer): Loader {
  const musl = bytes.indexOf('/etc/ld-musl-');
  if (musl >= 0) {
    const arch = /^\/etc\/ld-musl-([\w-]{1,32})\.path/.exec(bytes.toString('latin1', musl, musl + 64))?.[1];
    if (arch !== undefined) return { kind: 'musl', arch };
  }
  const cache = bytes.indexOf('/ld.so.cache\0');
  if (cache < 0) return { kind: 'other' };
  const start = bytes.lastIndexOf(0, cache) + 1;
  return {
    kind: 'glibc',
    cache: bytes.toString('latin1', start, cache + '/ld.so.cache'.length),
    directories: () => directoriesIn(bytes),
  };
}

/** Two or more names of directories in a row, zero bytes between them: `system_dirs` of elf/dl-load.c. */
function directoriesIn(bytes: Buffer): readonly string[] {
  for (let at = bytes.indexOf('/\0/'); at >= 0; at = bytes.indexOf('/\0/', at + 1)) {
    const names: string[] = [];
    for (let from = bytes.lastIndexOf(0, at) + 1; ; ) {
      const end = bytes.indexOf(0, from);
      const name = end < 0 ? '' : bytes.toString('latin1', from, Math.min(end, from + 256));
      if (!/^\/[\w./+-]+\/$/.test(name)) break;
      names.push(name.slice(0, -1));
      from = end + 1;
    }
    if (names.length > 1) return names;
  }
  return ['/lib', '/usr/lib'];
}
