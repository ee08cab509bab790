import { createHash, type Hash } from 'node:crypto';
import type { DirectoryNode, TreeNode } from '../../tree/node.ts';
import { anyInflater } from '../decode/any-inflater.ts';
import type { Inflater } from '../decode/inflater.ts';
import { ImageError } from '../image-error.ts';
import { TarReader } from '../tar/reader.ts';
import { building, type Kept } from './building.ts';
import { LayerBuilder } from './layer-builder.ts';
import type { LayerTree } from './layer-tree.ts';
import type { LoadedLayer } from './loaded-layer.ts';

/** Takes the bytes of a layer as they come. What is wrong with it is told by the end: it may be no layer at all. */
export class LayerLoader {
  readonly #packed: Hash = createHash('sha256');
  readonly #unpacked: Hash = createHash('sha256');
  readonly #builder: LayerBuilder;
  readonly #reader: TarReader;
  readonly #inflater: Inflater;
  #size = 0;
  #error: ImageError | null = null;

  constructor(index: number, kept: Kept) {
    this.#builder = new LayerBuilder(index);
    this.#reader = new TarReader(building(this.#builder, kept));
    this.#inflater = anyInflater((chunk) => {
      this.#unpacked.update(chunk);
      this.#reader.push(chunk);
    });
  }

  async write(chunk: Buffer): Promise<void> {
    this.#size += chunk.length;
    this.#packed.update(chunk);
    if (this.#error === null) await this.#attempt(() => this.#inflater.write(chunk));
  }

  async finish(): Promise<LoadedLayer> {
    if (this.#error === null) {
      await this.#attempt(async () => {
        await this.#inflater.end();
        this.#reader.end();
      });
    }
    return {
      size: this.#size,
      packed: `sha256:${this.#packed.digest('hex')}`,
      unpacked: `sha256:${this.#unpacked.digest('hex')}`,
      error: this.#error,
      tree: this.#builder.tree,
    };
  }

  async #attempt(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      this.#error = error;
    }
  }
}

/** The tree of a layer that was read before, now that it is known which one it is. */
export function asLayer({ tree }: LoadedLayer, index: number): LayerTree {
  number(tree.root, index);
  return tree;
}

function number(node: TreeNode, index: number): void {
  (node as { layer: number | null }).layer = index;
  if (node.type === 'directory')
    for (const child of (node as DirectoryNode).children.values()) number(child, index);
}
