/** Paths of libraries by their names, in the order in which the cache has them. */
export type LibraryCache = ReadonlyMap<string, readonly CachedLibrary[]>;

export interface CachedLibrary {
  readonly path: string;
  /** The directory below glibc-hwcaps that it is from, such as `x86-64-v3`; null for the usual ones. */
  readonly hwcaps: string | null;
}

const OLD_MAGIC = 'ld.so-1.7.0\0';
const MAGIC = 'glibc-ld.so.cache1.1';
const HEADER_BYTES = 48;
const ENTRY_BYTES = 24;
const EXTENSIONS_MAGIC = 0xeaa42174;
const HWCAPS_SECTION = 1;

/** The kernel takes no longer path. */
const PATH_MAX = 4096;

/** Reads /etc/ld.so.cache (elf/dl-cache.h of glibc). Empty where it is damaged or of another byte order. */
export function parseLibraryCache(bytes: Buffer): LibraryCache {
  const found = new Map<string, CachedLibrary[]>();
  const start = newPart(bytes);
  if (start === null || bytes.length < start + HEADER_BYTES) return found;
  const cache = bytes.subarray(start);
  const count = cache.readUInt32LE(20);
  const levels = hwcapsOf(cache, cache.readUInt32LE(32));
  const text = (offset: number) => textAt(cache, offset, PATH_MAX);
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + i * ENTRY_BYTES;
    if (at + ENTRY_BYTES > cache.length) break;
    const name = text(cache.readUInt32LE(at + 4));
    // Bit 62 says that the lower half is the number of a name; without it these are capabilities of old.
    const isLevel = cache.readUInt32LE(at + 20) >>> 30 === 1;
    const hwcaps = isLevel ? (levels[cache.readUInt32LE(at + 16)] ?? 'unknown') : null;
    const entry = { path: text(cache.readUInt32LE(at + 8)), hwcaps };
    const known = found.get(name);
    if (known === undefined) found.set(name, [entry]);
    else known.push(entry);
  }
  return found;
}

/** Old caches have the new one behind them. */
function newPart(bytes: Buffer): number | null {
  const startsWith = (magic: string, at: number) => bytes.toString('latin1', at, at + magic.length) === magic;
  if (startsWith(MAGIC, 0)) return 0;
  if (!startsWith(OLD_MAGIC, 0) || bytes.length < 16) return null;
  const end = Math.ceil((16 + bytes.readUInt32LE(12) * 12) / 8) * 8;
  return startsWith(MAGIC, end) ? end : null;
}

/** Up to its zero byte, which is not looked for in all that follows: entries of a damaged cache may be many. */
function textAt(cache: Buffer, offset: number, most: number): string {
  const part = cache.subarray(offset, offset + most);
  const end = part.indexOf(0);
  return end < 0 ? '' : part.toString('latin1', 0, end);
}

/** Names of the directories below glibc-hwcaps, by their numbers. */
function hwcapsOf(cache: Buffer, offset: number): readonly string[] {
  if (offset === 0 || offset + 8 > cache.length || cache.readUInt32LE(offset) !== EXTENSIONS_MAGIC) return [];
  const count = Math.min(cache.readUInt32LE(offset + 4), 64);
  for (let i = 0; i < count; i++) {
    const at = offset + 8 + i * 16;
    if (at + 16 > cache.length) break;
    if (cache.readUInt32LE(at) !== HWCAPS_SECTION) continue;
    const [from, size] = [cache.readUInt32LE(at + 8), cache.readUInt32LE(at + 12)];
    const names: string[] = [];
    for (let one = from; one + 4 <= Math.min(from + size, cache.length); one += 4) {
      names.push(textAt(cache, cache.readUInt32LE(one), 64));
    }
    return names;
  }
  return [];
}
