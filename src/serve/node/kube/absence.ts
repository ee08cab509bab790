import type { Scan } from '../../../target/node/container.ts';
import { Missing } from '../../../target/node/missing.ts';
import { missingIn, type PodIndex } from './complete.ts';

/** Which containers run by the account of the API server and have had no process here for a while. */
export class Absence {
  readonly #settled = new Missing();
  /** Those that had a process here. */
  #seen = new Set<string>();
  #before: ReadonlySet<string> = new Set();

  /**
   * While the server is silent those that were missing stay so, and so do those that nobody has ever seen. One whose process went
   * since has ended, as far as anybody can say.
   *
   * @param isSilent nobody can say whether what was told still holds
   * @param nowMs monotonic
   */
  after(index: PodIndex, scan: Scan, isSilent: boolean, nowMs: number): readonly string[] {
    for (const { id, above } of scan.containers)
      if (above.length === 0 && index.byId.has(id)) this.#seen.add(id);
    for (const id of this.#seen) if (!index.byId.has(id)) this.#seen.delete(id);
    const missing = missingIn(index, scan).filter(
      (id) => !isSilent || this.#before.has(id) || !this.#seen.has(id),
    );
    this.#before = new Set(missing);
    return this.#settled.after(missing, nowMs);
  }
}
