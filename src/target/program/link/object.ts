import type { Host } from '../../host.ts';
import { isUnknown } from '../../result.ts';
import { type Dynamic, readDynamic } from '../elf/dynamic.ts';
import { type ElfHeader, loadedBytes, readElfHeader } from '../elf/header.ts';
import { partOf, type ReadPart } from '../elf/part.ts';

export type LinkFiles = Pick<Host, 'readHead' | 'readFile' | 'stat'>;

/** A program or a library that is loaded. */
export interface LoadedObject {
  /** As it is asked for; of the program its path. */
  readonly name: string;
  readonly path: string;
  /** Who asked for it; null for the program. */
  readonly by: LoadedObject | null;
  readonly header: ElfHeader;
  readonly dynamic: Dynamic;
  readonly read: ReadPart;
}

/** What is at a path where a library is looked for. */
export type Candidate =
  | {
      readonly kind: 'object';
      readonly header: ElfHeader;
      readonly dynamic: Dynamic;
      readonly read: ReadPart;
    }
  /** Nothing that can be opened; `closed`: there is something that this user may not read. */
  | { readonly kind: 'absent'; readonly closed: boolean }
  /** A library for another processor: it is passed over. */
  | { readonly kind: 'foreign' }
  /** No library, or not all of one. */
  | { readonly kind: 'damaged' }
  /** Nobody can know. */
  | { readonly kind: 'unknown' };

const HEAD_BYTES = 4096;
const ET_DYN = 3;

const EMPTY: Dynamic = {
  needed: [],
  soname: null,
  rpath: null,
  runpath: null,
  noDefaultDirectories: false,
  wanted: null,
  offered: null,
  strings: Buffer.alloc(0),
};

/** Opens what may be a library of the program with this header. */
export function openLibrary(files: LinkFiles, path: string, like: ElfHeader): Candidate {
  const head = files.readHead(path, HEAD_BYTES);
  if (!head.ok) {
    if (head.error.code === 'NOT_REGULAR') return { kind: 'damaged' };
    const closed = head.error.code === 'EACCES';
    return !closed && isUnknown(head.error) ? { kind: 'unknown' } : { kind: 'absent', closed };
  }
  const read = partOf(files, path, head.value);
  const header = readElfHeader(read);
  if (header === null) return { kind: 'damaged' };
  if (header.wide !== like.wide || header.machine !== like.machine) return { kind: 'foreign' };
  if (header.type !== ET_DYN || typeof header.segments === 'string') return { kind: 'damaged' };
  const there = files.stat(path);
  if (there.ok && there.value.size < loadedBytes(header)) return { kind: 'damaged' };
  const dynamic = readDynamic(header, read);
  if (dynamic === 'damaged') return { kind: head.value.length < HEAD_BYTES ? 'damaged' : 'unknown' };
  return { kind: 'object', header, dynamic: dynamic ?? EMPTY, read };
}

/** The program itself; null where what it asks of the loader cannot be read. */
export function openProgram(path: string, header: ElfHeader, read: ReadPart): LoadedObject | null {
  const dynamic = readDynamic(header, read);
  return dynamic === 'damaged'
    ? null
    : { name: path, path, by: null, header, dynamic: dynamic ?? EMPTY, read };
}

export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
