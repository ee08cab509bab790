import type { ImageError } from '../image-error.ts';
import type { LayerTree } from './layer-tree.ts';

/** A layer that was read before anybody knew which one of the image it is. */
export interface LoadedLayer {
  /** Bytes as it came. */
  readonly size: number;
  /** Digests of it as it came, and of what it unpacks to. */
  readonly packed: string;
  readonly unpacked: string;
  /** Why it could not be read; then it has no tree. */
  readonly error: ImageError | null;
  readonly tree: LayerTree;
}
