import type { FileNode } from '../../tree/node.ts';
import type { Blob } from '../archive/candidate.ts';
import { checker } from '../archive/digest.ts';
import type { Source } from '../archive/source.ts';
import { anyInflater, packingOf } from '../decode/any-inflater.ts';
import { ImageError } from '../image-error.ts';
import type { Sink } from '../tar/entry.ts';
import { TarReader } from '../tar/reader.ts';
import { stepThrough } from '../tar/step.ts';
import { building, type Kept } from './building.ts';
import { both, collector, hasher, pieceCollector, scanner } from './collect.ts';
import { LayerBuilder } from './layer-builder.ts';
import { asLayer } from './layer-loader.ts';
import type { LayerTree } from './layer-tree.ts';
import type { LoadedLayer } from './loaded-layer.ts';

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
    const loaded = source.loaded?.(blob.part) ?? null;
    if (loaded !== null) return verified(loaded, blob, diffId, index);
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

function verified(loaded: LoadedLayer, { digest }: Blob, diffId: string, index: number): LayerTree {
  if (loaded.error !== null) throw loaded.error;
  for (const [wanted, is] of [
    [digest, loaded.packed],
    [diffId, loaded.unpacked],
  ] as const) {
    if (wanted === null || wanted === is) continue;
    if (!wanted.startsWith('sha256:'))
      throw new ImageError(
        `${JSON.stringify(wanted)} cannot be checked of what comes by once: name its file`,
      );
    throw new ImageError(`it is not what its digest says: ${is} in place of ${wanted}`);
  }
  return asLayer(loaded, index);
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
    const sink = sinkFor(file, bytes);
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

/** @param bytes as many as are wanted; none where its digest alone is */
function sinkFor(file: FileNode, bytes: number): Sink {
  const digests = file.digest?.sha256 === null;
  if (digests && bytes === 0) return hasher(file);
  const isLarge = file.size > MAX_FETCHED_BYTES;
  const sink = isLarge ? both(scanner(file), pieceCollector(file)) : collector(file, bytes);
  return digests ? both(hasher(file), sink) : sink;
}

/** A larger file is only looked through, and the pieces kept that were asked for: nobody holds it in memory. */
export const MAX_FETCHED_BYTES = 40 * 1024 * 1024;

async function named<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ImageError ? new ImageError(`${what}: ${error.message}`) : error;
  }
}
