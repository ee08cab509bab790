/** How often a path was answered with a status. */
export interface Counted {
  readonly path: string;
  readonly status: number;
  readonly count: number;
}

/** Counts the questions that were answered. */
export class Questions {
  readonly #counted = new Map<string, Counted>();

  count(path: string, status: number): void {
    const key = `${path} ${status}`;
    const count = (this.#counted.get(key)?.count ?? 0) + 1;
    this.#counted.set(key, { path, status, count });
  }

  get all(): readonly Counted[] {
    return [...this.#counted.values()];
  }
}
