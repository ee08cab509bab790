/** A file in the zip of a module. */
export interface ZipEntry {
  /** Below `MODULE@VERSION/`. */
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly packed: Buffer;
  /** 0 as it is, 8 deflate. */
  readonly method: number;
}

/** More than golang.org/x/mod/zip takes in. */
const MAX_ENTRIES = 100_000;

/**
 * The files of a module's zip by its central directory (APPNOTE.TXT 4.3.12, 4.3.16); null of what is no zip, or has
 * other names than a module's. Go writes no zip64 and no comment.
 *
 * @param prefix `MODULE@VERSION/`
 */
export function zipEntries(zip: Buffer, prefix: string): readonly ZipEntry[] | null {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > zip.length) return null;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== 0x02014b50) return null;
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const packed = contentOf(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20));
    if (packed === null || !name.startsWith(prefix)) return null;
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 24)];
    if (!name.endsWith('/')) entries.push({ name: name.slice(prefix.length), size, packed, method });
    at += 46 + nameBytes + extra + comment;
  }
  return entries;
}

/** Behind the local header, whose name and extra field may have other lengths. */
function contentOf(zip: Buffer, header: number, bytes: number): Buffer | null {
  if (header + 30 > zip.length || zip.readUInt32LE(header) !== 0x04034b50) return null;
  const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  return begin + bytes > zip.length ? null : zip.subarray(begin, begin + bytes);
}

/**
 * The `h1:` hash of a module's zip (golang.org/x/mod/sumdb/dirhash, HashZip with Hash1): SHA-256 over the sorted list of
 * its files, each with its own SHA-256. Null where a file cannot be unpacked to the size that the zip says.
 */
export async function zipHash(entries: readonly ZipEntry[], prefix: string): Promise<string | null> {
  const [{ createHash }, { inflateRawSync }] = await Promise.all([
    import('node:crypto'),
    import('node:zlib'),
  ]);
  const list = createHash('sha256');
  const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  for (const { name, size, packed, method } of sorted) {
    const content = unpacked(packed, size, method, inflateRawSync);
    if (content?.length !== size) return null;
    list.update(`${createHash('sha256').update(content).digest('hex')}  ${prefix}${name}\n`);
  }
  return `h1:${list.digest('base64')}`;
}

function unpacked(
  packed: Buffer,
  size: number,
  method: number,
  inflate: typeof import('node:zlib').inflateRawSync,
): Buffer | null {
  if (method === 0) return packed;
  if (method !== 8) return null;
  try {
    return inflate(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return null;
  }
}
