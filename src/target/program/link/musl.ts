import { inEach, type Search, type Surroundings } from './glibc.ts';
import { directoryOf, type LoadedObject } from './object.ts';

/** What musl's one library is asked for by: these names are it, and are looked for nowhere (ldso/dynlink.c). */
const ITSELF = /^lib(?:c|pthread|rt|m|dl|util|xnet)\./;

export function isMuslItself(name: string): boolean {
  return ITSELF.test(name);
}

const USUAL = '/lib:/usr/local/lib:/usr/lib';
const MAX_PATH_FILE_BYTES = 1024 * 1024;

/** The order of musl: LD_LIBRARY_PATH, then the paths of whoever asks and of those who asked for that one, then the system's. */
export function muslSearch(arch: string, interpreter: string, around: Surroundings): Search {
  let system: readonly string[] | null = null;
  return function* search(name, by) {
    if (!around.secure) yield* inEach(split(around.libraryPath ?? ''), name);
    for (let one: LoadedObject | null = by; one !== null; one = one.by) {
      const path = one.dynamic.runpath ?? one.dynamic.rpath;
      if (path !== null) yield* inEach(split(withOrigin(path, one, around) ?? ''), name);
    }
    system ??= systemPath(arch, interpreter, around);
    yield* inEach(system, name);
  };
}

function split(path: string): readonly string[] {
  return path.split(/[:\n]/).filter((entry) => entry !== '');
}

const ORIGIN = /\$(?:ORIGIN|\{ORIGIN\})/g;

/** Another `$` than that of ORIGIN makes all of the path void. */
function withOrigin(path: string, by: LoadedObject, { secure, origin }: Surroundings): string | null {
  if (!path.includes('$')) return path;
  if (path.replace(ORIGIN, '').includes('$') || (secure && by.by === null)) return null;
  return path.replace(ORIGIN, directoryOf(by.by === null ? origin : by.path).replaceAll('$', '$$$$'));
}

/** Its path file stands beside the directory that the loader is in; one that cannot be read stands for none at all. */
function systemPath(arch: string, interpreter: string, { files }: Surroundings): readonly string[] {
  const prefix = directoryOf(directoryOf(interpreter));
  const path = `${prefix === '/' ? '' : prefix}/etc/ld-musl-${arch}.path`;
  const file = files.readFile(path, { maxBytes: MAX_PATH_FILE_BYTES });
  if (file.ok) return split(file.value.toString('latin1'));
  return file.error.code === 'ENOENT' ? split(USUAL) : [];
}
