import type { Host } from '../target/host.ts';

/** What a Go program says of its build (debug/buildinfo, the layout of Go 1.18 and later). */
export interface GoBuildInfo {
  /** `go1.26.3`. */
  readonly version: string;
  /** Lines of modules (`dep`) and settings (`build`); empty where there are none. */
  readonly lines: readonly string[];
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const INLINE_STRINGS = 2;
const HEADER_BYTES = 32;
/** The text has 16 bytes before and behind it, by which a program finds it in itself. */
const SENTINEL_BYTES = 16;

/** Reads the whole file: for suspects only. Null where it is no Go program, or larger than `maxBytes`. */
export function readGoBuildInfo(host: Host, path: string, maxBytes: number): GoBuildInfo | null {
  const file = host.readFile(path, { maxBytes });
  return file.ok ? buildInfoOf(file.value) : null;
}

/** The first that stands in bytes of a program, which begin at a multiple of 16. */
export function buildInfoOf(bytes: Buffer): GoBuildInfo | null {
  for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    if (at % 16 !== 0 || bytes[at + 15] !== INLINE_STRINGS) continue;
    const version = stringAt(bytes, at + HEADER_BYTES, 127);
    if (version === null || version.text === '') continue;
    const text = stringAt(bytes, version.end)?.text ?? '';
    const lines = text.slice(SENTINEL_BYTES, -SENTINEL_BYTES).split('\n');
    return { version: version.text, lines: lines.filter((line) => line !== '') };
  }
  return null;
}

/**
 * A string behind its length, a uvarint; null where it is longer than `most`. Bytes are taken for characters: the
 * sentinels are no text.
 */
function stringAt(
  bytes: Buffer,
  at: number,
  most = Number.POSITIVE_INFINITY,
): { readonly text: string; readonly end: number } | null {
  let length = 0;
  let start = at;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[start++];
    if (byte === undefined || shift > 28) return null;
    length += (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  const end = start + length;
  return length > most || end > bytes.length ? null : { text: bytes.toString('latin1', start, end), end };
}
