import type { Blame } from './objects.ts';

/** Refusals one after the other, of which each may be of its object alone: so many are the server's. */
const MOST_UNCLEAR = 3;

/** When a round asks for no more objects, since the server takes none now. */
export class Patience {
  #unclear = 0;
  #isServer = false;

  /** @param blame null where the object was taken */
  heard(blame: Blame | null): void {
    if (blame === 'server') this.#isServer = true;
    this.#unclear = blame === 'unclear' ? this.#unclear + 1 : 0;
  }

  get isOver(): boolean {
    return this.#isServer || this.#unclear >= MOST_UNCLEAR;
  }
}
