import { sample } from '../../../probes/ca-certs/certificates/sample.ts';

/** What one text stands for: the fingerprint of a certificate's lines. */
export interface Known {
  readonly text: Buffer;
  readonly print: number;
}

/*
 * A hash table in one piece, so that nothing has to be made of it before it is asked: the number of slots, a power of
 * two (32 bits); the slots; the texts. A slot: sample of a text, where it begins, where it ends (32 bits each), its
 * fingerprint (64 bits). A text is in the first free slot from that of its sample on; a free one ends at 0.
 */
const SLOTS_AT = 4;
const SLOT = { size: 20, start: 4, end: 8, print: 12 };

/** The table of these texts: the same texts give the same bytes. */
export function textTable(known: readonly Known[]): Buffer {
  const slots = 1 << Math.ceil(Math.log2(2 * known.length + 1));
  const head = Buffer.alloc(SLOTS_AT + slots * SLOT.size);
  head.writeInt32LE(slots, 0);
  let end = head.length;
  for (const { text, print } of known) {
    const key = sample(text, 0, text.length);
    let at = slotOf(key, slots);
    while (head.readInt32LE(at + SLOT.end) !== 0) at = nextSlot(at, slots);
    head.writeInt32LE(key, at);
    head.writeInt32LE(end, at + SLOT.start);
    end += text.length;
    head.writeInt32LE(end, at + SLOT.end);
    head.writeDoubleLE(print, at + SLOT.print);
  }
  return Buffer.concat([head, ...known.map(({ text }) => text)]);
}

/** The fingerprint of the text that is the same, byte by byte, as that between `start` and `end`; null where none is. `key`: its sample. */
export function findText(
  table: Buffer,
  text: Buffer,
  start: number,
  end: number,
  key = sample(text, start, end),
): number | null {
  const slots = table.readInt32LE(0);
  for (let at = slotOf(key, slots); ; at = nextSlot(at, slots)) {
    const last = table.readInt32LE(at + SLOT.end);
    if (last === 0) return null;
    if (table.readInt32LE(at) !== key) continue;
    const first = table.readInt32LE(at + SLOT.start);
    if (text.compare(table, first, last, start, end) === 0) return table.readDoubleLE(at + SLOT.print);
  }
}

/** All texts of a table, in the order in which they were given. */
export function textsIn(table: Buffer): readonly Buffer[] {
  const slots = Array.from({ length: table.readInt32LE(0) }, (_, i) => SLOTS_AT + i * SLOT.size);
  return slots
    .map((at) => [table.readInt32LE(at + SLOT.start), table.readInt32LE(at + SLOT.end)] as const)
    .filter(([, end]) => end !== 0)
    .sort(([a], [b]) => a - b)
    .map(([start, end]) => table.subarray(start, end));
}

function slotOf(key: number, slots: number): number {
  return SLOTS_AT + (key & (slots - 1)) * SLOT.size;
}

function nextSlot(at: number, slots: number): number {
  const next = at + SLOT.size;
  return next < SLOTS_AT + slots * SLOT.size ? next : SLOTS_AT;
}
