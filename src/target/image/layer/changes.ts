import type { LayerChanges } from '../../../core/documents/target-description.ts';
import type { LayerReport } from '../history.ts';
import type { Changes } from './merge.ts';

/** Writes down what one layer does to those below it; paths in the order of the layer. */
export class ChangeList implements Changes {
  readonly #added: string[] = [];
  readonly #changed: string[] = [];
  readonly #removed: string[] = [];

  added(path: string): void {
    this.#added.push(path);
  }

  changed(path: string): void {
    this.#changed.push(path);
  }

  removed(path: string): void {
    this.#removed.push(path);
  }

  /** @param bytes of the files that the layer brings along */
  of({ layer, digest, createdBy }: LayerReport, bytes: number): LayerChanges {
    return {
      layer,
      digest,
      createdBy,
      bytes,
      added: this.#added,
      changed: this.#changed,
      removed: this.#removed,
    };
  }
}
