import { type Dynamic, stringAt } from './dynamic.ts';
import { type ElfHeader, numbersOf } from './header.ts';
import type { ReadPart } from './part.ts';

/* Versions of symbols (Linux Standard Base, "Symbol Versioning"; elf/dl-version.c of glibc). */

/** A version that a file wants of a library. */
export interface WantedVersion {
  /** The library, as DT_NEEDED names it. */
  readonly library: string;
  /** Such as `GLIBC_2.34`. */
  readonly version: string;
  /** Nothing fails without it. */
  readonly weak: boolean;
}

const VER_FLG_WEAK = 2;

/** More than any file has: links of a damaged table may lead anywhere. */
const MAX_LINKS = 4096;

/** An entry of both tables fits in it, in 32 and 64 bits alike. */
const ENTRY_BYTES = 20;

/** DT_VERNEED. */
export function wantedVersions(
  header: ElfHeader,
  dynamic: Dynamic,
  read: ReadPart,
): readonly WantedVersion[] {
  const { u16, u32 } = numbersOf(header);
  const { strings } = dynamic;
  const found: WantedVersion[] = [];
  let links = MAX_LINKS;
  for (const { entry, at } of chain(dynamic.wanted, read, (bytes) => u32(bytes, 12))) {
    const library = stringAt(strings, u32(entry, 4));
    for (const { entry: one } of chain(at + u32(entry, 8), read, (bytes) => u32(bytes, 12))) {
      if (--links < 0) return found;
      const weak = (u16(one, 4) & VER_FLG_WEAK) !== 0;
      found.push({ library, version: stringAt(strings, u32(one, 8)), weak });
    }
  }
  return found;
}

/** DT_VERDEF: the versions that a library has; null where it has none at all, and the loader takes any for it. */
export function offeredVersions(
  header: ElfHeader,
  dynamic: Dynamic,
  read: ReadPart,
): ReadonlySet<string> | null {
  if (dynamic.offered === null) return null;
  const { u32 } = numbersOf(header);
  const names = new Set<string>();
  for (const { entry, at } of chain(dynamic.offered, read, (bytes) => u32(bytes, 16))) {
    const name = read(at + u32(entry, 12), 8);
    if (name !== null && name.length === 8) names.add(stringAt(dynamic.strings, u32(name, 0)));
  }
  return names;
}

function* chain(
  from: number | null,
  read: ReadPart,
  next: (entry: Buffer) => number,
): Generator<{ readonly entry: Buffer; readonly at: number }> {
  let at = from;
  for (let i = 0; at !== null && i < MAX_LINKS; i++) {
    const entry: Buffer | null = read(at, ENTRY_BYTES);
    if (entry === null || entry.length < 16) return;
    const whole: Buffer = entry.length < ENTRY_BYTES ? Buffer.concat([entry, Buffer.alloc(4)]) : entry;
    yield { entry: whole, at };
    const step = next(whole);
    at = step === 0 ? null : at + step;
  }
}
