/** So often what is due goes before what somebody asked for; then that has a turn, or a busy node would never answer. */
const MOST_BEFORE = 16;

/** Work that is done one after the other. */
export class Queue {
  readonly #waiting = { due: [] as (() => Promise<void>)[], asked: [] as (() => Promise<void>)[] };
  #before = 0;
  #isBusy = false;

  /** What is due comes before what was asked for, each in its order. */
  add<T>(when: 'due' | 'asked', work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting[when].push(() => work().then(resolve, reject));
      // What is asked for at the same time is all there when it is chosen from.
      queueMicrotask(() => this.#next());
    });
  }

  #next(): void {
    if (this.#isBusy) return;
    const { due, asked } = this.#waiting;
    const isTurnOfAsked = due.length === 0 || this.#before >= MOST_BEFORE;
    const work = (asked.length > 0 && isTurnOfAsked ? asked : due).shift();
    if (work === undefined) return;
    this.#before = asked.length === 0 || isTurnOfAsked ? 0 : this.#before + 1;
    this.#isBusy = true;
    void work().then(() => {
      this.#isBusy = false;
      this.#next();
    });
  }
}
