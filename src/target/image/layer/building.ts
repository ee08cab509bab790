import type { Sink, TarEntry } from '../tar/entry.ts';
import { both, collector, scanner } from './collect.ts';
import { bytesToKeep, MAX_KEPT_BYTES, mayEmbedNode } from './keep.ts';
import type { LayerBuilder } from './layer-builder.ts';

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
