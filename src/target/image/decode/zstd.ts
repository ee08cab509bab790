import { ImageError } from '../image-error.ts';
import type { Inflater, Output } from './inflater.ts';
import { frameDecoder } from './zstd-frame.ts';

/*
 * Frames of zstd (RFC 8878) are told apart here and each is unpacked alone: Node's own stream loses all but the
 * first on Node 22 and 24, and says nothing of it.
 */

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
/** Of the window of a frame: more, and Node refuses it, as zstd itself does unless it is told to take it. */
const MAX_WINDOW = 2 ** 27;
/** Bytes of the longest header: magic number, descriptor, window, dictionary, size. */
const MAX_HEADER = 18;

type State = 'header' | 'skip' | 'block-header' | 'block' | 'checksum';

export function zstdInflater(output: Output): Inflater {
  let held: Buffer = Buffer.alloc(0);
  let state: State = 'header';
  let left = 0;
  let last = false;
  let hasChecksum = false;
  let frame: Inflater | null = null;
  /** All that is at hand of what the state asks for; null where it has to wait. */
  const step = async (ending: boolean): Promise<boolean> => {
    switch (state) {
      case 'header': {
        if (held.length < MAX_HEADER && !(ending && held.length > 0)) return false;
        return begin();
      }
      case 'block-header': {
        if (held.length < 3) return false;
        const bits = held.readUIntLE(0, 3);
        last = (bits & 1) === 1;
        const kind = (bits >> 1) & 3;
        if (kind === 3) throw new ImageError('its zstd data has a block of no known kind');
        left = kind === 1 ? 1 : bits >> 3;
        await take(3);
        state = 'block';
        return true;
      }
      default:
        return pass();
    }
  };
  /** Of a block, a checksum or a frame that is stepped over. */
  const pass = async (): Promise<boolean> => {
    const now = Math.min(left, held.length);
    if (now === 0 && left > 0) return false;
    left -= now;
    if (state === 'skip') held = held.subarray(now);
    else await take(now);
    if (left > 0) return false;
    if (state === 'block' && !last) state = 'block-header';
    else if (state === 'block' && hasChecksum) {
      state = 'checksum';
      left = 4;
    } else {
      if (state !== 'skip') await frame?.end();
      frame = null;
      state = 'header';
    }
    return true;
  };
  const take = async (count: number) => {
    const part = held.subarray(0, count);
    held = held.subarray(count);
    if (part.length > 0) await frame?.write(part);
  };
  const begin = async (): Promise<boolean> => {
    if (held.length < 4) throw new ImageError('behind its zstd data stand bytes that are none');
    const magic = held.readUInt32LE(0);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      if (held.length < 8) throw new ImageError('its zstd data ends in the middle of a frame');
      left = held.readUInt32LE(4);
      held = held.subarray(8);
      state = 'skip';
      return true;
    }
    if (magic !== MAGIC) throw new ImageError('behind its zstd data stand bytes that are none');
    const header = frameHeader(held);
    hasChecksum = header.hasChecksum;
    frame = await frameDecoder(header.size, output);
    await take(header.bytes);
    state = 'block-header';
    return true;
  };
  return {
    write: async (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      while (await step(false));
      if (held.length > 0) held = Buffer.from(held);
    },
    end: async () => {
      while (await step(true));
      if (state !== 'header' || held.length > 0)
        throw new ImageError('its zstd data ends in the middle of a frame');
    },
  };
}

/** @throws ImageError of a frame that cannot be unpacked */
function frameHeader(at: Buffer): {
  readonly bytes: number;
  readonly hasChecksum: boolean;
  /** Bytes that it unpacks to, where it says so. */
  readonly size: number | null;
} {
  const descriptor = at[4] ?? 0;
  const single = (descriptor & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const windowBytes = single ? 0 : 1;
  const bytes = 5 + windowBytes + dictionaryBytes + sizeBytes;
  if (at.length < bytes) throw new ImageError('its zstd data ends in the middle of a frame');
  const sizeAt = 5 + windowBytes + dictionaryBytes;
  const size = sizeOf(at, sizeAt, sizeBytes);
  if (dictionaryBytes > 0 && at.readUIntLE(5 + windowBytes, dictionaryBytes) !== 0)
    throw new ImageError('its zstd data needs a dictionary');
  const window = single ? (size ?? 0) : windowOf(at[5] ?? 0);
  if (window > MAX_WINDOW) {
    const log = Math.ceil(Math.log2(window));
    throw new ImageError(
      `its zstd data was packed with a window of 2^${log} bytes, and zstd unpacks up to 2^27 unless it is told otherwise (zstd --long)`,
    );
  }
  return { bytes, hasChecksum: (descriptor & 4) !== 0, size };
}

function sizeOf(at: Buffer, start: number, bytes: number): number | null {
  if (bytes === 0) return null;
  if (bytes === 2) return at.readUInt16LE(start) + 256;
  return bytes === 8 ? Number(at.readBigUInt64LE(start)) : at.readUIntLE(start, bytes);
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
