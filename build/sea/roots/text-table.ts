import { sample } from '../../../probes/ca-certs/certificates/sample.ts';
import type { KnownText } from '../../../probes/ca-certs/known-roots/known-text.ts';

/** A certificate of the table: its lines in PEM, and what is known of it where it is a well-known root. */
export interface TableEntry {
  readonly text: Buffer;
  readonly known: KnownText | null;
  /** Whether the Node inside brings it along. */
  readonly bundled: boolean;
}

/** A table as it is asked: its slots, and where the texts lie. */
export interface TextTable {
  readonly words: Int32Array;
  readonly bytes: Buffer;
}

/*
 * A hash table in one piece, so that nothing has to be made of it before it is asked: the number of slots, a power of
 * two; the slots; the texts. All numbers have 32 bits, of this machine's order. A text is in the first free slot from that of
 * its sample on; a free one ends at 0.
 */
const HEAD = 1;
const SLOT = 8;
const KEY = 0;
const START = 1;
const END = 2;
/** Fingerprint: 32 bits, and the rest. */
const PRINT = 3;
const PRINT_HIGH = 4;
/** Seconds since 1970. */
const NOT_BEFORE = 5;
const NOT_AFTER = 6;
const FLAGS = 7;

const KNOWN = 1;
const BUNDLED = 2;

const HIGH = 2 ** 32;

/** The table of these certificates: the same ones give the same bytes. */
export function textTable(entries: readonly TableEntry[]): Buffer {
  const slots = 1 << Math.ceil(Math.log2(2 * entries.length + 1));
  const words = new Int32Array(HEAD + slots * SLOT);
  words[0] = slots;
  let end = words.byteLength;
  for (const { text, known, bundled } of entries) {
    const key = sample(text, 0, text.length);
    let at = slotOf(key, slots);
    while (words[at + END] !== 0) at = nextSlot(at, slots);
    const start = end;
    end += text.length;
    const { print = 0, notBefore = 0, notAfter = 0 } = known ?? {};
    const flags = (known === null ? 0 : KNOWN) | (bundled ? BUNDLED : 0);
    // Larger than 31 bits, they are kept modulo 2 ** 32.
    words.set(
      [key, start, end, print, Math.floor(print / HIGH), notBefore / 1000, notAfter / 1000, flags],
      at,
    );
  }
  return Buffer.concat([Buffer.from(words.buffer), ...entries.map(({ text }) => text)]);
}

/** A table as {@link textTable} wrote it. The slots are copied: where an asset lies in memory is no multiple of four. */
export function readTable(bytes: Buffer): TextTable {
  const words = new Int32Array(HEAD + bytes.readInt32LE(0) * SLOT);
  bytes.copy(new Uint8Array(words.buffer));
  return { words, bytes };
}

/** What is known of the text that is the same, byte by byte, as that between `start` and `end`; null where none is. `key`: its sample. */
export function findText(
  { words, bytes }: TextTable,
  text: Buffer,
  start: number,
  end: number,
  key = sample(text, start, end),
): KnownText | null {
  const slots = words[0] as number;
  for (let at = slotOf(key, slots); ; at = nextSlot(at, slots)) {
    const last = words[at + END] as number;
    if (last === 0) return null;
    if (words[at + KEY] !== key || text.compare(bytes, words[at + START], last, start, end) !== 0) continue;
    return ((words[at + FLAGS] as number) & KNOWN) === 0 ? null : knownAt(words, at);
  }
}

function knownAt(words: Int32Array, at: number): KnownText {
  return {
    print: (words[at + PRINT_HIGH] as number) * HIGH + unsigned(words[at + PRINT]),
    notBefore: unsigned(words[at + NOT_BEFORE]) * 1000,
    notAfter: unsigned(words[at + NOT_AFTER]) * 1000,
  };
}

/** The texts that the Node inside brings along, in its order. */
export function bundledTexts({ words, bytes }: TextTable): readonly Buffer[] {
  return Array.from({ length: words[0] as number }, (_, i) => HEAD + i * SLOT)
    .filter((at) => ((words[at + FLAGS] as number) & BUNDLED) !== 0)
    .map((at) => [words[at + START] as number, words[at + END] as number] as const)
    .sort(([a], [b]) => a - b)
    .map(([start, end]) => bytes.subarray(start, end));
}

function unsigned(word = 0): number {
  return word >>> 0;
}

function slotOf(key: number, slots: number): number {
  return HEAD + (key & (slots - 1)) * SLOT;
}

function nextSlot(at: number, slots: number): number {
  const next = at + SLOT;
  return next < HEAD + slots * SLOT ? next : HEAD;
}
