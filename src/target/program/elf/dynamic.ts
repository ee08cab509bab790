import { type ElfHeader, numbersOf, PT_DYNAMIC, PT_LOAD, segmentsOf } from './header.ts';
import type { ReadPart } from './part.ts';

/** What the dynamic section asks of the loader (elf(5), ld.so(8)). */
export interface Dynamic {
  /** DT_NEEDED, in order. */
  readonly needed: readonly string[];
  readonly soname: string | null;
  /** DT_RPATH and DT_RUNPATH as they stand. */
  readonly rpath: string | null;
  readonly runpath: string | null;
  /** DF_1_NODEFLIB: the usual directories are not searched. */
  readonly noDefaultDirectories: boolean;
  /** Where the versions stand, as offsets of the file; null: it has none. */
  readonly wanted: number | null;
  readonly offered: number | null;
  /** The table of its strings. */
  readonly strings: Buffer;
}

const DT = {
  NEEDED: 1,
  STRTAB: 5,
  STRSZ: 10,
  SONAME: 14,
  RPATH: 15,
  RUNPATH: 29,
  FLAGS_1: 0x6ffffffb,
  VERDEF: 0x6ffffffc,
  VERNEED: 0x6ffffffe,
} as const;

const DF_1_NODEFLIB = 0x800;

/** More entries than any program has: one that is not read may be a library. */
const MAX_ENTRIES = 1 << 18;

/** Null where the file asks nothing of a loader; `damaged` where its section or its strings cannot be read. */
export function readDynamic(header: ElfHeader, read: ReadPart): Dynamic | null | 'damaged' {
  const [segment] = segmentsOf(header, PT_DYNAMIC);
  if (segment === undefined) return null;
  const { wide } = header;
  const size = wide ? 16 : 8;
  const table = read(segment.offset, Math.min(segment.fileSize, MAX_ENTRIES * size));
  if (table === null || table.length < size) return 'damaged';
  const { word } = numbersOf(header);
  const entries: (readonly [tag: number, value: number])[] = [];
  for (let at = 0; at + size <= table.length; at += size) {
    const tag = word(table, at);
    if (tag === 0) break;
    entries.push([tag, word(table, at + size / 2)]);
  }
  const last = (tag: number) => entries.findLast(([is]) => is === tag)?.[1] ?? null;
  const at = fileOffset(header, last(DT.STRTAB));
  const strings = at === null ? null : read(at, last(DT.STRSZ) ?? 0);
  if (strings === null) return 'damaged';
  const text = (offset: number | null) => (offset === null ? null : stringAt(strings, offset, MAX_LIST));
  return {
    needed: entries.flatMap(([tag, value]) => (tag === DT.NEEDED ? [stringAt(strings, value)] : [])),
    soname: text(last(DT.SONAME)),
    rpath: text(last(DT.RPATH)),
    runpath: text(last(DT.RUNPATH)),
    noDefaultDirectories: ((last(DT.FLAGS_1) ?? 0) & DF_1_NODEFLIB) !== 0,
    wanted: fileOffset(header, last(DT.VERNEED)),
    offered: fileOffset(header, last(DT.VERDEF)),
    strings,
  };
}

/** No path, and no name of a version, is longer: what is cut there is found nowhere, as the whole of it is not. */
const MAX_NAME = 4096;

/** A list of paths may be longer. */
const MAX_LIST = 256 * 1024;

/**
 * The string at an offset of the table, up to its zero byte: of a damaged table, thousands of names may have none
 * before its end.
 */
export function stringAt(strings: Buffer, offset: number, most = MAX_NAME): string {
  const part = strings.subarray(offset, offset + most);
  const end = part.indexOf(0);
  return part.toString('latin1', 0, end < 0 ? part.length : end);
}

/** Where in the file stands what is loaded at an address; null where nothing of the file is loaded there. */
export function fileOffset(header: ElfHeader, address: number | null): number | null {
  if (address === null) return null;
  const segment = segmentsOf(header, PT_LOAD).find(
    (one) => address >= one.address && address < one.address + one.fileSize,
  );
  return segment === undefined ? null : segment.offset + (address - segment.address);
}
