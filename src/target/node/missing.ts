/** So long a container may be about to start, or to end: its runtime works outside of it. Milliseconds. */
export const SETTLE_MS = 15_000;

/** What has been missing for a while. */
export class Missing {
  #since = new Map<string, number>();

  /** Those that have been missing each time since long ago. @param nowMs monotonic */
  after(missing: readonly string[], nowMs: number): readonly string[] {
    this.#since = new Map(missing.map((id) => [id, this.#since.get(id) ?? nowMs]));
    return missing.filter((id) => nowMs >= (this.#since.get(id) ?? nowMs) + SETTLE_MS);
  }
}
