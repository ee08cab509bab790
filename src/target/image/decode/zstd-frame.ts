import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { damaged, type Inflater, type Output } from './inflater.ts';
import { streamed } from './streamed.ts';

/** What Node has from 22.15 and 23.8 on. */
interface ZstdOfNode {
  createZstdDecompress?(options?: { readonly chunkSize?: number }): Transform;
  zstdDecompressSync?(data: Buffer, options?: { readonly maxOutputLength?: number }): Buffer;
}

const { createZstdDecompress, zstdDecompressSync } = zlib as unknown as ZstdOfNode;

/** A frame that says it is no larger is unpacked at once: zstd:chunked has one for each file. */
const SMALL = 1024 * 1024;
const CHUNK = 256 * 1024;

/**
 * Unpacks one frame.
 *
 * @param size bytes that it says it unpacks to; null where it does not say
 */
export async function frameDecoder(size: number | null, output: Output): Promise<Inflater> {
  if (createZstdDecompress === undefined || zstdDecompressSync === undefined) return ofNode20(output);
  if (size === null || size > SMALL)
    return streamed('zstd', createZstdDecompress({ chunkSize: CHUNK }), output);
  const parts: Buffer[] = [];
  return {
    write: (chunk) => void parts.push(Buffer.from(chunk)),
    end: () => output(attempt(() => zstdDecompressSync(Buffer.concat(parts), { maxOutputLength: SMALL }))),
  };
}

/** Node 20 has no zstd of its own. */
async function ofNode20(output: Output): Promise<Inflater> {
  const { Decompress } = await import('fzstd');
  const decoder = new Decompress((chunk) =>
    output(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)),
  );
  return {
    // It keeps what it was given, and a piece is good for a moment only.
    write: (chunk) => attempt(() => decoder.push(Buffer.from(chunk))),
    end: () => attempt(() => decoder.push(new Uint8Array(0), true)),
  };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw damaged('zstd', error);
  }
}
