import type { LoadedLayer } from '../layer/loaded-layer.ts';

/** Where the parts of an image lie. */
export interface Source {
  /** What it is called, as it was given. */
  readonly name: string;
  /** Bytes of a part; null where there is none of that name. */
  size(name: string): number | null;
  /**
   * Its bytes in pieces; a piece is good until the next one is asked for.
   *
   * @throws ImageError where it cannot be read
   */
  read(name: string): Iterable<Buffer>;
  /** Some of its bytes; fewer where it ends before. */
  readAt(name: string, offset: number, bytes: number): Buffer;
  /** A layer that was read while it came by; null where the part is kept as it is. Left out where all can be read. */
  loaded?(name: string): LoadedLayer | null;
}

/** Bytes of a piece. */
export const PIECE = 512 * 1024;
