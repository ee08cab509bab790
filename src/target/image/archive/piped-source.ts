import { anyInflater } from '../decode/any-inflater.ts';
import { ImageError } from '../image-error.ts';
import type { Kept } from '../layer/building.ts';
import { LayerLoader } from '../layer/layer-loader.ts';
import type { LoadedLayer } from '../layer/loaded-layer.ts';
import type { Sink, TarEntry } from '../tar/entry.ts';
import { TarReader } from '../tar/reader.ts';
import { plainName } from './file-source.ts';
import type { Source } from './source.ts';

/** Manifests and configurations are no larger; layers that are not are kept as they came, too. */
const MAX_HELD_BYTES = 1024 * 1024;
const MAX_JSON_BYTES = 16 * 1024 * 1024;
const JSON_BEGINS = '{[';

type Event =
  | { readonly kind: 'entry'; readonly name: string; readonly size: number }
  | { readonly kind: 'data'; readonly chunk: Buffer }
  | { readonly kind: 'end' };

/**
 * An archive that comes by once and cannot be read anywhere, such as one on stdin or one that is packed as a whole.
 * Which layers an image has is known only behind them: so each is read as it comes.
 *
 * @throws ImageError
 */
export async function pipedSource(name: string, chunks: AsyncIterable<Buffer>, kept: Kept): Promise<Source> {
  const parts = new Map<string, Buffer>();
  const layers = new Map<string, LoadedLayer>();
  const links = new Map<string, string>();
  const events: Event[] = [];
  const reader = new TarReader((entry) => sinkFor(entry, links, events));
  let part: Part | null = null;
  const drain = async () => {
    for (const event of events.splice(0)) {
      if (event.kind === 'entry') part = partOf(event.name, event.size, parts, layers, kept);
      else if (event.kind === 'data') await part?.write(event.chunk);
      else await part?.end();
    }
  };
  const inflater = anyInflater((chunk) => reader.push(chunk));
  for await (const chunk of chunks) {
    await inflater.write(chunk);
    await drain();
  }
  await inflater.end();
  reader.end();
  await drain();
  const find = <T>(of: ReadonlyMap<string, T>, wanted: string): T | undefined =>
    of.get(wanted) ?? of.get(links.get(wanted) ?? '');
  return {
    name,
    size: (wanted) => find(parts, wanted)?.length ?? find(layers, wanted)?.size ?? null,
    read: (wanted) => [find(parts, wanted) ?? Buffer.alloc(0)],
    readAt: (wanted, offset, bytes) =>
      (find(parts, wanted) ?? Buffer.alloc(0)).subarray(offset, offset + bytes),
    loaded: (wanted) => find(layers, wanted) ?? null,
  };
}

function sinkFor(entry: TarEntry, links: Map<string, string>, events: Event[]): Sink | null {
  const name = plainName(entry.name);
  if (entry.type === '2') links.set(name, plainName(`${name}/../${entry.linkName}`));
  if (entry.type === '1') links.set(name, plainName(entry.linkName));
  if (entry.type !== '0') return null;
  events.push({ kind: 'entry', name, size: entry.size });
  return {
    data: (chunk) => events.push({ kind: 'data', chunk }),
    zeros: () => {
      throw new ImageError(`${name} is sparse`);
    },
    end: () => events.push({ kind: 'end' }),
  };
}

interface Part {
  write(chunk: Buffer): Promise<void> | void;
  end(): Promise<void> | void;
}

/** Kept as it is, or read as a layer: by its size and its first byte. */
function partOf(
  name: string,
  size: number,
  parts: Map<string, Buffer>,
  layers: Map<string, LoadedLayer>,
  kept: Kept,
): Part {
  const held: Buffer[] = [];
  let loader: LayerLoader | null = null;
  let isHeld = size <= MAX_HELD_BYTES;
  return {
    write: async (chunk) => {
      if (loader === null && !isHeld) {
        const isJson = JSON_BEGINS.includes(String.fromCharCode(chunk[0] ?? 0));
        if (isJson && size <= MAX_JSON_BYTES) isHeld = true;
        else loader = new LayerLoader(0, kept);
      }
      if (loader === null) held.push(Buffer.from(chunk));
      else await loader.write(chunk);
    },
    end: async () => {
      if (loader === null) parts.set(name, Buffer.concat(held));
      else layers.set(name, await loader.finish());
    },
  };
}
