import type { DirectoryNode } from '../../tree/node.ts';

/** What a directory of a layer does to the one below it. */
export interface Marks {
  /** It was made because something lies in it: the one below keeps owner and mode. */
  implied: boolean;
  /** Nothing of the one below is seen. */
  opaque: boolean;
  /** Names that are taken away from the one below. */
  readonly removed: Set<string>;
}

/** A hard link to a file that the layer itself does not have. */
export interface OutwardLink {
  readonly directory: DirectoryNode;
  readonly name: string;
  readonly target: readonly string[];
}

export interface LayerTree {
  readonly root: DirectoryNode;
  readonly marks: ReadonlyMap<DirectoryNode, Marks>;
  readonly outward: readonly OutwardLink[];
  /** Bytes of its files. */
  readonly bytes: number;
  readonly entries: number;
}
