import type { Turns } from '../../core/time/turns.ts';
import type { Host } from '../../target/host.ts';
import { type Dependency, isSameValue, type Sign, type Value, valueNow } from './dependency.ts';

/** So many are compared between two looks at the clock. */
const AT_ONCE = 16;

/** How what was looked at is now: each thing is asked once, however many probes depend on it. */
export class Comparison {
  readonly #host: Host;
  readonly #turns: Turns | null;
  readonly #now = new Map<Sign, Map<string, Value>>();

  /** @param turns in which others have their turn meanwhile; null where nobody else is there */
  constructor(host: Host, turns: Turns | null) {
    this.#host = host;
    this.#turns = turns;
  }

  /** Whether all of it is as it was. */
  async isUnchanged(list: readonly Dependency[]): Promise<boolean> {
    let compared = 0;
    for (const one of list) {
      if (++compared % AT_ONCE === 0) await this.#turns?.next();
      if (!this.#isSame(one)) return false;
    }
    return true;
  }

  #isSame({ sign, path, value, fresh, place }: Dependency): boolean {
    // A link is made and taken away in its directory alone, which then has another time.
    if (place !== undefined && isSameValue(this.#valueOf('file', place.path), place.value)) return true;
    return !fresh && isSameValue(this.#valueOf(sign, path), value);
  }

  #valueOf(sign: Sign, path: string): Value {
    const now = this.#now.get(sign) ?? new Map<string, Value>();
    this.#now.set(sign, now);
    const known = now.get(path);
    if (known !== undefined) return known;
    const value = valueNow(sign, path, this.#host);
    now.set(path, value);
    return value;
  }
}
