import type { State } from '../state.ts';
import type { Outcome } from './lane.ts';

/** Whole reports that are made or wait to be, of different containers. */
const MAX_REPORTS = 3;

interface Going {
  readonly outcome: Promise<Outcome>;
  /** How many wait for it. */
  waiting: number;
  hasBegun: boolean;
}

/** Whole reports, each made for all who ask for it meanwhile, and not begun when all of them have gone. */
export class ContainerReports {
  readonly #look: (state: State, begin: () => Outcome | null) => Promise<Outcome>;
  readonly #going = new Map<string, Going>();

  /** @param look asks `begin` when its turn has come, and answers what that says in place of a look */
  constructor(look: (state: State, begin: () => Outcome | null) => Promise<Outcome>) {
    this.#look = look;
  }

  /** @param gone when who asks is there no more @returns null where too many others are being made */
  of(state: State, gone?: AbortSignal): Promise<Outcome> | null {
    const { id } = state.container;
    const going = this.#going.get(id) ?? this.#begin(state);
    if (going === null) return null;
    going.waiting++;
    const leave = () => {
      going.waiting--;
      if (going.waiting === 0 && !going.hasBegun) this.#forget(id, going);
    };
    if (gone?.aborted) leave();
    else gone?.addEventListener('abort', leave, { once: true });
    return going.outcome;
  }

  #begin(state: State): Going | null {
    if (this.#going.size >= MAX_REPORTS) return null;
    const begin = (): Outcome | null => {
      if (going.waiting === 0) return UNWANTED;
      going.hasBegun = true;
      return null;
    };
    const { id } = state.container;
    const outcome = this.#look(state, begin).finally(() => this.#forget(id, going));
    const going: Going = { outcome, waiting: 0, hasBegun: false };
    this.#going.set(id, going);
    return going;
  }

  #forget(id: string, going: Going): void {
    if (this.#going.get(id) === going) this.#going.delete(id);
  }
}

const UNWANTED: Outcome = { ok: true, answer: { kind: 'done' } };
