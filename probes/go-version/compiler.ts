import type { Host } from '../../src/host/host.ts';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const INLINE_STRINGS = 2;
const HEADER_BYTES = 32;

/** A compiler has 20 to 35 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The version of Go that a tool was built by, from its build information (debug/buildinfo, the layout of
 * Go 1.18 and later); null where there is none. The distribution builds its tools with themselves, so
 * for them it is the version that they print. Reads the whole file: for suspects only.
 */
export function toolVersion(host: Host, path: string): string | null {
  const file = host.readFile(path, { maxBytes: MAX_BYTES });
  if (!file.ok) return null;
  const bytes = file.value;
  for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    if (at % 16 !== 0 || bytes[at + 15] !== INLINE_STRINGS) continue;
    // A uvarint; versions are shorter than 128 bytes, so its first byte is all of it.
    const length = bytes[at + HEADER_BYTES] ?? 0;
    const start = at + HEADER_BYTES + 1;
    if (length > 0 && length < 128) return bytes.toString('utf8', start, start + length);
  }
  return null;
}
