import { trimEndOf } from '../../../core/text/trim.ts';
import type { CpuLevel } from '../elf/cpu-level.ts';
import { type LibraryCache, parseLibraryCache } from './cache.ts';
import type { Loader } from './loader.ts';
import { directoryOf, type LinkFiles, type LoadedObject } from './object.ts';

/** How a program is started, as far as it decides where libraries are looked for. */
export interface Surroundings {
  readonly files: LinkFiles;
  /** LD_LIBRARY_PATH. */
  readonly libraryPath: string | undefined;
  /** The loader trusts nobody (AT_SECURE): the file gives more rights than who starts it has. */
  readonly secure: boolean;
  /** Of the processor that runs it; null: not known, and taken for the least. */
  readonly cpu: CpuLevel | null;
  /** The program by its path without links. */
  readonly origin: string;
  /** No time is left: what has not been found by then stays unknown. */
  readonly late: () => boolean;
}

/** Where a library is looked for, in order; the first that can be loaded is taken. */
export type Search = (name: string, by: LoadedObject) => Iterable<string>;

const MAX_CACHE_BYTES = 8 * 1024 * 1024;

/** The order of ld.so(8), from elf/dl-load.c. */
export function glibcSearch(loader: Extract<Loader, { kind: 'glibc' }>, around: Surroundings): Search {
  let cache: LibraryCache | null = null;
  let ofVariable: readonly string[] | null = null;
  const { cpu } = around;
  const levels = ['x86-64-v4', 'x86-64-v3', 'x86-64-v2'].slice(cpu === null ? 0 : 4 - cpu);
  // Of a processor that nobody knows, what is there for some counts, and what is there for all comes first.
  const below = (directory: string) => {
    const ofLevels = levels.map((level) => `${directory}/glibc-hwcaps/${level}`);
    return cpu === null ? [directory, ...ofLevels] : [...ofLevels, directory];
  };
  const own = (path: string | null, by: LoadedObject, separator = ':'): readonly string[] =>
    path === null
      ? []
      : path
          .split(separator)
          .filter((entry, at, all) => entry !== all[at - 1])
          .flatMap((entry) => expanded(entry, by, loader, around) ?? [])
          .flatMap((entry) => below(entry === '' ? '.' : trimEndOf(entry, '/') || '/'));
  return function* search(name, by) {
    if (by.dynamic.runpath === null) {
      for (let one: LoadedObject | null = by; one !== null; one = one.by)
        if (one.dynamic.runpath === null) yield* inEach(own(one.dynamic.rpath, one), name);
    }
    if (around.libraryPath !== undefined && around.libraryPath !== '' && !around.secure) {
      ofVariable ??= own(around.libraryPath.replaceAll(';', ':'), topmost(by));
      yield* inEach(ofVariable, name);
    }
    yield* inEach(own(by.dynamic.runpath, by), name);
    cache ??= readCache(around.files, loader.cache);
    const [cached] = [...(cache.get(name) ?? [])]
      .filter(({ hwcaps }) => hwcaps === null || levels.includes(hwcaps))
      .sort((a, b) => (rank(levels, a.hwcaps) - rank(levels, b.hwcaps)) * (cpu === null ? -1 : 1));
    const usual = by.dynamic.noDefaultDirectories;
    if (cached !== undefined && !(usual && loader.directories().includes(directoryOf(cached.path))))
      yield cached.path;
    if (!usual) yield* inEach(loader.directories().flatMap(below), name);
  };
}

function rank(levels: readonly string[], hwcaps: string | null): number {
  return hwcaps === null ? levels.length : levels.indexOf(hwcaps);
}

function readCache(files: LinkFiles, path: string): LibraryCache {
  const file = files.readFile(path, { maxBytes: MAX_CACHE_BYTES });
  return file.ok ? parseLibraryCache(file.value) : new Map();
}

export function topmost(object: LoadedObject): LoadedObject {
  let top = object;
  while (top.by !== null) top = top.by;
  return top;
}

export function* inEach(directories: readonly string[], name: string): Iterable<string> {
  // Each once: the same one many times is as many calls for each library.
  for (const directory of new Set(directories)) yield `${directory === '/' ? '' : directory}/${name}`;
}

/** `$ORIGIN` and its like; null where the loader leaves the entry out. */
export function expanded(
  entry: string,
  by: LoadedObject,
  loader: Extract<Loader, { kind: 'glibc' }>,
  { secure, origin }: Surroundings,
): string | null {
  if (!entry.includes('$')) return entry;
  const usual = loader.directories();
  const text = entry.replace(/\$(?:\{(ORIGIN|LIB|PLATFORM)\}|(ORIGIN|LIB|PLATFORM))/g, (_, a, b) => {
    const name = a ?? b;
    if (name === 'ORIGIN') return directoryOf(by.by === null ? origin : by.path);
    return name === 'LIB' ? (usual[0] ?? '/lib').slice(1) : 'x86_64';
  });
  // What a file with more rights loads must come from a directory that only root can write.
  const isTrusted = usual.some((directory) => text === directory || text.startsWith(`${directory}/`));
  return secure && entry.includes('ORIGIN') && !isTrusted ? null : text;
}
