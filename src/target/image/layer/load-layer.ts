import type { FileNode } from '../../tree/node.ts';
import type { Blob } from '../archive/candidate.ts';
import { checker } from '../archive/digest.ts';
import type { Source } from '../archive/source.ts';
import { anyInflater, packingOf } from '../decode/any-inflater.ts';
import { ImageError } from '../image-error.ts';
import type { Sink, TarEntry } from '../tar/entry.ts';
import { TarReader } from '../tar/reader.ts';
import { stepThrough } from '../tar/step.ts';
import { both, collector, scanner } from './collect.ts';
import { bytesToKeep, MAX_KEPT_BYTES, mayEmbedNode } from './keep.ts';
import { LayerBuilder, type LayerTree } from './layer-tree.ts';

/** How many bytes are kept by now, of all layers. */
export interface Kept {
  bytes: number;
}

/** Takes an entry of a layer into its tree, and says who takes its content. */
export function building(builder: LayerBuilder, kept: Kept): (entry: TarEntry) => Sink | null {
  return (entry) => {
    const added = builder.add(entry);
    if (added === null) return null;
    const { file, path } = added;
    const bytes = Math.min(file.size, bytesToKeep(path));
    const keeps = file.size === 0 || (bytes > 0 && kept.bytes + bytes <= MAX_KEPT_BYTES);
    if (keeps) kept.bytes += bytes;
    const collected = keeps ? collector(file, bytes) : null;
    if (!mayEmbedNode(path, file.size)) return collected;
    return collected === null ? scanner(file) : both(collected, scanner(file));
  };
}

/**
 * Reads a layer once, and checks that it is what the image says.
 *
 * @param diffId digest of what it unpacks to
 * @throws ImageError
 */
export async function loadLayer(
  source: Source,
  blob: Blob,
  diffId: string,
  index: number,
  kept: Kept,
): Promise<LayerTree> {
  const name = `layer ${index}`;
  return named(name, async () => {
    const builder = new LayerBuilder(index);
    const reader = new TarReader(building(builder, kept));
    const unpacked = checker(`what it unpacks to`, diffId);
    // What is not packed is one and the same.
    const packed = blob.digest === null || blob.digest === diffId ? null : checker('it', blob.digest);
    const inflater = anyInflater((chunk) => {
      unpacked.hash.update(chunk);
      reader.push(chunk);
    });
    for (const piece of source.read(blob.part)) {
      packed?.hash.update(piece);
      await inflater.write(piece);
    }
    await inflater.end();
    packed?.check();
    unpacked.check();
    reader.end();
    return builder.tree;
  });
}

/** Reads a layer once more, for bytes that were not kept: as many of each file as are wanted. */
export async function fetchFrom(
  source: Source,
  blob: Blob,
  index: number,
  wanted: ReadonlyMap<FileNode, number>,
): Promise<void> {
  const byEntry = new Map([...wanted].map(([file, bytes]) => [file.entry, [file, bytes] as const]));
  let entry = 0;
  let left = byEntry.size;
  const reader = new TarReader(() => {
    const [file, bytes] = byEntry.get(entry++) ?? [];
    if (file === undefined || bytes === undefined) return null;
    const sink = file.size > MAX_FETCHED_BYTES ? scanner(file) : collector(file, bytes);
    return {
      ...sink,
      end: () => {
        sink.end();
        left--;
      },
    };
  });
  await named(`layer ${index}`, async () => {
    const size = source.size(blob.part) ?? 0;
    const readAt = (offset: number, bytes: number) => source.readAt(blob.part, offset, bytes);
    if (packingOf(readAt(0, 4)) === 'plain') return stepThrough(reader, size, readAt, () => left === 0);
    const inflater = anyInflater((chunk) => reader.push(chunk));
    for (const piece of source.read(blob.part)) {
      await inflater.write(piece);
      if (left === 0) return;
    }
    await inflater.end();
  });
}

/** A larger file is only looked through: nobody holds it in memory. */
export const MAX_FETCHED_BYTES = 40 * 1024 * 1024;

async function named<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ImageError ? new ImageError(`${what}: ${error.message}`) : error;
  }
}
