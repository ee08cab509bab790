import type { Turns } from '../../core/time/turns.ts';
import type { Host } from '../../target/host.ts';
import { type Dependency, dependencyOn, placeOf, type Sign } from './dependency.ts';

/** So many are compared between two looks at the clock. */
const AT_ONCE = 16;

/** How what was looked at is now: each thing is asked once, however many probes depend on it. */
export class Comparison {
  readonly #host: Host;
  readonly #turns: Turns | null;
  readonly #now = new Map<string, string>();

  /** @param turns in which others have their turn meanwhile; null where nobody else is there */
  constructor(host: Host, turns: Turns | null) {
    this.#host = host;
    this.#turns = turns;
  }

  /** Whether all of it is as it was. */
  async isUnchanged(list: readonly Dependency[]): Promise<boolean> {
    for (const [i, one] of list.entries()) {
      if (i % AT_ONCE === AT_ONCE - 1) await this.#turns?.next();
      if (!this.#isSame(one)) return false;
    }
    return true;
  }

  #isSame({ sign, path, value, fresh, place }: Dependency): boolean {
    // A link is made and taken away in its directory alone, which then has another time.
    if (place !== undefined && this.#valueOf('file', placeOf(path)) === place) return true;
    return !fresh && this.#valueOf(sign, path) === value;
  }

  #valueOf(sign: Sign, path: string): string {
    const key = `${sign} ${path}`;
    const known = this.#now.get(key);
    if (known !== undefined) return known;
    const { value } = dependencyOn(sign, path, this.#host);
    this.#now.set(key, value);
    return value;
  }
}
