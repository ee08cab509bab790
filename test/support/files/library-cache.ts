export interface CacheOptions {
  /** Directories below glibc-hwcaps: the first library is of the first of them. */
  readonly levels?: readonly string[];
  /** With the cache of old before it. */
  readonly old?: boolean;
}

const HEADER = 48;
const ENTRY = 24;

/** /etc/ld.so.cache as ldconfig writes it (elf/dl-cache.h of glibc), with libraries of /lib. */
export function libraryCache(
  names: readonly string[],
  { levels = [], old = false }: CacheOptions = {},
): Buffer {
  const texts: Buffer[] = [];
  let end = HEADER + names.length * ENTRY;
  const put = (bytes: Buffer): number => {
    const at = end;
    texts.push(bytes);
    end += bytes.length;
    return at;
  };
  const text = (of: string) => put(Buffer.from(`${of}\0`));
  const head = header(names.length);
  const entries = names.map((name, i) => {
    const level = i === 0 && levels.length > 0;
    return entry(text(name), text(`/lib/${name}`), level);
  });
  if (levels.length > 0) {
    const numbers = Buffer.alloc(levels.length * 4);
    for (const [i, level] of levels.entries()) numbers.writeUInt32LE(text(level), i * 4);
    const from = put(numbers);
    const extensions = Buffer.alloc(24);
    for (const [i, value] of [0xeaa42174, 1, 1, 0, from, numbers.length].entries())
      extensions.writeUInt32LE(value, i * 4);
    head.writeUInt32LE(put(extensions), 32);
  }
  const whole = Buffer.concat([head, ...entries, ...texts]);
  return old ? Buffer.concat([Buffer.from('ld.so-1.7.0\0\0\0\0\0', 'latin1'), whole]) : whole;
}

/** Half of it entries, which all have what stands behind them for a name: it has no end. */
export function endlessCache(size: number): Buffer {
  const count = Math.max(1, Math.floor(size / 2 / ENTRY));
  const at = HEADER + count * ENTRY;
  const entries = Array<Buffer>(count).fill(entry(at, at, false));
  return Buffer.concat([header(count), ...entries, Buffer.alloc(Math.max(0, size - at), 'a')]);
}

function header(count: number): Buffer {
  const head = Buffer.alloc(HEADER);
  head.write('glibc-ld.so.cache1.1', 'latin1');
  head.writeUInt32LE(count, 20);
  return head;
}

function entry(name: number, path: number, level: boolean): Buffer {
  const bytes = Buffer.alloc(ENTRY);
  bytes.writeUInt32LE(name, 4);
  bytes.writeUInt32LE(path, 8);
  // Bit 62: the lower half is the number of a level.
  bytes.writeUInt32LE(level ? 2 ** 30 : 0, 20);
  return bytes;
}
