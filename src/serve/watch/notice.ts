import type { Resident, Watching } from '../../target/resident.ts';
import { EVERY_NAME } from './ways.ts';

/** How long an event waits for others, milliseconds. */
const GATHER_MS = 250;

/** Names in directories, by the directory. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** What the kernel tells of changes: only that it is time to compare, and that only where a name matters. */
export class Notice {
  readonly #resident: Pick<Resident, 'after'>;
  readonly #watcher;
  readonly #changed: () => void;
  #names: Names = new Map();
  #watching: Watching = { watched: 0, wanted: 0, refused: null };
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(resident: Pick<Resident, 'after' | 'watch'>, changed: () => void) {
    this.#resident = resident;
    this.#changed = changed;
    this.#watcher = resident.watch((directory, name) => this.#told(directory, name));
  }

  /** From now on these names matter. */
  of(names: Names): void {
    if (this.#stopped) return;
    this.#names = names;
    this.#watching = this.#watcher.set([...names.keys()]);
  }

  get watching(): Watching {
    return this.#watching;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#watcher.close();
  }

  #told(directory: string, name: string | null): void {
    const names = this.#names.get(directory);
    if (names === undefined || this.#cancel !== null || this.#stopped) return;
    if (name !== null && !names.has(name) && !names.has(EVERY_NAME)) return;
    this.#cancel = this.#resident.after(GATHER_MS, () => {
      this.#cancel = null;
      this.#changed();
    });
  }
}
