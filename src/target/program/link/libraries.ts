import { type CpuLevel, neededLevel } from '../elf/cpu-level.ts';
import { offeredVersions, wantedVersions } from '../elf/versions.ts';
import { expanded, glibcSearch, type Search, type Surroundings, topmost } from './glibc.ts';
import type { Loader } from './loader.ts';
import { isMuslItself, muslSearch } from './musl.ts';
import { type LinkFiles, type LoadedObject, openLibrary } from './object.ts';

/** A library that is asked for, and where it is found; null where it is not. */
export interface Library {
  readonly name: string;
  readonly path: string | null;
}

export type LinkProblem =
  | {
      readonly code: 'library-missing';
      readonly library: string;
      readonly neededBy: string;
      /** A file of that name that is no library, or not all of one; null where there is none. */
      readonly damaged: string | null;
    }
  /** It is there, and this user may not read it. */
  | {
      readonly code: 'library-unreadable';
      readonly library: string;
      readonly neededBy: string;
      readonly path: string;
    }
  | {
      readonly code: 'version-missing';
      readonly version: string;
      /** The library without it, and who wants it. */
      readonly library: string;
      readonly neededBy: string;
    }
  | { readonly code: 'cpu-level'; readonly path: string; readonly needs: CpuLevel; readonly has: CpuLevel };

export interface Linked {
  /** In the order in which the loader loads them, without the program. */
  readonly libraries: readonly Library[];
  readonly problems: readonly LinkProblem[];
}

/** Directories between two looks at the clock: as many as a path of libraries may name. */
const BATCH = 32;

/** No program has as many. */
const MAX_OBJECTS = 1024;

/**
 * What the loader would load for a program, and why it would not start it: missing libraries and, of glibc, versions
 * of symbols and levels of the processor. Whether single symbols are there is not asked.
 *
 * @param interpreter what PT_INTERP names
 */
export function link(
  program: LoadedObject,
  interpreter: string,
  loader: Loader,
  around: Surroundings,
): Linked {
  if (loader.kind === 'other') return { libraries: [], problems: [] };
  const isMusl = loader.kind === 'musl';
  const search = isMusl ? muslSearch(loader.arch, interpreter, around) : glibcSearch(loader, around);
  const objects: LoadedObject[] = [program];
  const libraries: Library[] = [];
  const problems: LinkProblem[] = [];
  const known = new Map<string, LoadedObject | null>();
  const itself = loadedLoader(interpreter, around.files, program);
  const own = [interpreter, itself?.dynamic.soname];
  for (let next = 0; next < objects.length && objects.length < MAX_OBJECTS; next++) {
    const by = objects[next] as LoadedObject;
    for (const word of by.dynamic.needed) {
      if (known.has(word)) continue;
      if (isMusl ? isMuslItself(word) : own.includes(word)) {
        known.set(word, itself);
        libraries.push({ name: word, path: interpreter });
        continue;
      }
      const name = isMusl ? word : (expanded(word, by, loader, around) ?? word);
      const found = findLibrary(search, name, by, around, !isMusl);
      if (found === 'unknown') {
        known.set(word, null);
        continue;
      }
      if ('problem' in found) {
        known.set(word, null);
        libraries.push({ name: word, path: null });
        problems.push(found.problem);
        continue;
      }
      known.set(word, found);
      if (!isMusl && found.dynamic.soname !== null) known.set(found.dynamic.soname, found);
      libraries.push({ name: word, path: found.path });
      objects.push(found);
    }
  }
  if (isMusl) return { libraries, problems };
  return {
    libraries,
    problems: [...problems, ...versionProblems(objects, known), ...levelProblems(objects, around)],
  };
}

/** The loader itself may be asked for too: it is there already. Null where it cannot be read. */
function loadedLoader(path: string, files: LinkFiles, by: LoadedObject): LoadedObject | null {
  const opened = openLibrary(files, path, by.header);
  if (opened.kind !== 'object') return null;
  const { header, dynamic, read } = opened;
  return { name: path, path, by, header, dynamic, read };
}

function findLibrary(
  search: Search,
  name: string,
  by: LoadedObject,
  { files, late }: Surroundings,
  passesOverForeign: boolean,
): LoadedObject | { readonly problem: LinkProblem } | 'unknown' {
  const missing = (damaged: string | null) => ({
    problem: { code: 'library-missing', library: name, neededBy: by.path, damaged } as const,
  });
  let closed: string | null = null;
  let tried = 0;
  for (const path of name.includes('/') ? [name] : search(name, by)) {
    if (tried++ % BATCH === 0 && late()) return 'unknown';
    const opened = openLibrary(files, path, topmost(by).header);
    if (opened.kind === 'absent') {
      if (opened.closed) closed ??= path;
      continue;
    }
    if (opened.kind === 'unknown') return 'unknown';
    if (opened.kind === 'foreign' && passesOverForeign && !name.includes('/')) continue;
    if (opened.kind !== 'object') return missing(path);
    const { header, dynamic, read } = opened;
    return { name, path, by, header, dynamic, read };
  }
  if (closed === null) return missing(null);
  return { problem: { code: 'library-unreadable', library: name, neededBy: by.path, path: closed } };
}

/** elf/dl-version.c: a library without any versions is taken as it is. */
function versionProblems(
  objects: readonly LoadedObject[],
  known: ReadonlyMap<string, LoadedObject | null>,
): readonly LinkProblem[] {
  const offered = new Map<LoadedObject, ReadonlySet<string> | null>();
  return objects.flatMap((object) =>
    wantedVersions(object.header, object.dynamic, object.read).flatMap((wanted): readonly LinkProblem[] => {
      const library = known.get(wanted.library);
      if (library == null || wanted.weak) return [];
      if (!offered.has(library))
        offered.set(library, offeredVersions(library.header, library.dynamic, library.read));
      const versions = offered.get(library) ?? null;
      if (versions === null || versions.has(wanted.version)) return [];
      const { version } = wanted;
      return [{ code: 'version-missing', version, library: library.path, neededBy: object.path }];
    }),
  );
}

function levelProblems(objects: readonly LoadedObject[], { cpu }: Surroundings): readonly LinkProblem[] {
  if (cpu === null) return [];
  return objects.flatMap(({ header, read, path }): readonly LinkProblem[] => {
    const needs = neededLevel(header, read);
    return needs <= cpu ? [] : [{ code: 'cpu-level', path, needs, has: cpu }];
  });
}
