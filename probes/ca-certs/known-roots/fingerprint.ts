const { imul } = Math;

/**
 * 53 bits of a fast mix of the bytes from `start` to `end`, as an integer. Two lanes in the manner
 * of FNV-1a, with a rotation, over words: the loop runs over a whole trust store on every probe, mostly before
 * it is compiled, and loading node:crypto would cost more than all of it. No step leaves 32 bits: V8 would
 * allocate a number each time. A longer body, with more lanes, costs V8's compiler more than it saves.
 *
 * It tells equal from different by accident, not by intent. That is enough to find a certificate
 * among those that are known: nobody gains anything by forging one there (see known-roots.ts). Where a
 * policy names a certificate, SHA-256 decides.
 */
export function fingerprint(bytes: Buffer, start = 0, end = bytes.length): number {
  const length = end - start;
  const size = (length + STEP - 1) & -STEP;
  const words = size <= ROOM.byteLength ? ROOM : new Int32Array(size >> 2);
  const room = words === ROOM ? ROOM_BYTES : new Uint8Array(words.buffer);
  // Words can only be read at multiples of four, and a certificate in a file begins anywhere.
  bytes.copy(room, 0, start, end);
  room.fill(0, length, size);
  let a = length;
  let b = 1;
  for (let i = 0; i < size >> 2; i += 4) {
    a = imul(((a << 13) | (a >>> 19)) ^ (words[i] as number), 0x01000193) ^ (words[i + 1] as number);
    b = imul(((b << 13) | (b >>> 19)) ^ (words[i + 2] as number), 0x01000193) ^ (words[i + 3] as number);
  }
  const low = mix(a ^ mix(b));
  const high = mix(b ^ low);
  return (low >>> 0) * 0x200000 + (high >>> 11);
}

/** Bytes that one step of the loop takes. */
const STEP = 16;

/** More than the text of a usual certificate. */
const ROOM = new Int32Array(4096);
const ROOM_BYTES = new Uint8Array(ROOM.buffer);

function mix(hash: number): number {
  let h = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
