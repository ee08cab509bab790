/** So often others go before; then what waits has a turn, or a busy node would never come to it. */
const MOST_BEFORE = 16;

/** `short`: looks of which little is to be expected. `asked`: somebody waits for a report. */
export type When = 'short' | 'due' | 'asked';

const ORDER: readonly When[] = ['short', 'due', 'asked'];

/** Work that is done one after the other. */
export class Queue {
  readonly #waiting = new Map<When, Waiting>(ORDER.map((when) => [when, { works: [], before: 0 }]));
  #isBusy = false;

  /**
   * What is short comes first, then what is due, then what was asked for, each in its order: where a hundred containers start at
   * once, what is known of the others would grow old while these are looked at.
   */
  add<T>(when: When, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(when)?.works.push(() => work().then(resolve, reject));
      // What is asked for at the same time is all there when it is chosen from.
      queueMicrotask(() => this.#next());
    });
  }

  #next(): void {
    if (this.#isBusy) return;
    const all = [...this.#waiting.values()].filter(({ works }) => works.length > 0);
    const chosen = all.findLast(({ before }) => before >= MOST_BEFORE) ?? all[0];
    const work = chosen?.works.shift();
    if (chosen === undefined || work === undefined) return;
    for (const one of all) if (one !== chosen) one.before++;
    chosen.before = 0;
    this.#isBusy = true;
    void work().then(() => {
      this.#isBusy = false;
      this.#next();
    });
  }
}

interface Waiting {
  readonly works: (() => Promise<void>)[];
  /** How many others have gone before since it has waited. */
  before: number;
}
