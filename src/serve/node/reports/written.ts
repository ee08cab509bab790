/** What is to be in one Report, as far as that shows whether it is another one. */
export interface Said {
  /** All but the words of findings. */
  readonly sign: string;
  /** Another one when the words of findings are. */
  readonly words: string;
}

interface Wrote extends Said {
  /** It had to do without words. */
  readonly isBare: boolean;
  readonly round: number;
}

/** Rounds until one is written again of which the words alone are other ones, or are wanting: numbers in them may never stand still. */
const AGAIN_ROUNDS = 10;

/** What was written last, by the path of the Report, and what nobody wants any more. */
export class Written {
  readonly #reports = new Map<string, Wrote>();
  /** Those of an agent before this one. */
  #strangers = new Set<string>();

  isDue(path: string, { sign, words }: Said, round: number): boolean {
    const wrote = this.#reports.get(path);
    if (wrote === undefined || wrote.sign !== sign) return true;
    return (wrote.isBare || wrote.words !== words) && round - wrote.round >= AGAIN_ROUNDS;
  }

  /** Whether all but the words of it is written. */
  stands(path: string, { sign }: Said): boolean {
    return this.#reports.get(path)?.sign === sign;
  }

  write(path: string, said: Said, isBare: boolean, round: number): void {
    this.#reports.set(path, { ...said, isBare, round });
  }

  /** Its words were not to be had: they are asked for again later. */
  putOff(path: string, round: number): void {
    const wrote = this.#reports.get(path);
    if (wrote !== undefined) this.#reports.set(path, { ...wrote, round });
  }

  /** It is not there any more. */
  drop(path: string): void {
    this.#reports.delete(path);
    this.#strangers.delete(path);
  }

  /** It cannot be deleted: others have their turn before it. */
  postpone(path: string): void {
    this.#strangers.delete(path);
    const wrote = this.#reports.get(path);
    this.#reports.delete(path);
    if (wrote !== undefined) this.#reports.set(path, wrote);
  }

  /** What is there and nobody wants. */
  gone(wanted: ReadonlySet<string>): readonly string[] {
    return [...this.#reports.keys(), ...this.#strangers].filter((path) => !wanted.has(path));
  }

  /**
   * What the server has.
   *
   * @param isWhole what is not among them is not there, and is written again
   */
  found(there: readonly string[], isWhole: boolean): void {
    const known = new Set(there);
    if (isWhole) for (const path of this.#reports.keys()) if (!known.has(path)) this.#reports.delete(path);
    this.#strangers = new Set(there.filter((path) => !this.#reports.has(path)));
  }
}
