/** Lets others have their turn: questions, timers, what the kernel told. */
export type Breathe = () => Promise<void>;

/** After so much work others have their turn, milliseconds. */
const SLICE_MS = 5;

/** Long work in slices, so that a question is never kept waiting for the end of it. */
export class Turns {
  readonly #monotonic: () => number;
  readonly #breathe: Breathe;
  #endMs: number;

  constructor(monotonic: () => number, breathe: Breathe) {
    this.#monotonic = monotonic;
    this.#breathe = breathe;
    this.#endMs = monotonic() + SLICE_MS;
  }

  /** Whether others have waited long enough: asked where pieces are so small that to wait for nothing costs as much. */
  get areDue(): boolean {
    return this.#monotonic() >= this.#endMs;
  }

  /** Between two pieces of the work. */
  async next(): Promise<void> {
    if (!this.areDue) return;
    await this.#breathe();
    this.#endMs = this.#monotonic() + SLICE_MS;
  }
}
