import type { Resident, Watching } from '../../target/resident.ts';
import { EVERY_NAME } from './ways.ts';

/** How long an event waits for others, milliseconds. */
const GATHER_MS = 250;

/** A directory that told so often of what does not matter, from one look to the next, is not watched: each time wakes the agent. */
const LOUD = 64;

/** Names in directories, by the directory. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** What the kernel tells of changes: only that it is time to compare, and that only where a name matters. */
export class Notice {
  readonly #resident: Pick<Resident, 'after'>;
  readonly #watcher;
  readonly #changed: () => void;
  #names: Names = new Map();
  #watching: Watching = { watched: 0, wanted: 0, refused: null };
  /** How often each told of what does not matter, since the last look. */
  readonly #idle = new Map<string, number>();
  readonly #loud = new Set<string>();
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(resident: Pick<Resident, 'after' | 'watch'>, changed: () => void) {
    this.#resident = resident;
    this.#changed = changed;
    this.#watcher = resident.watch((directory, name) => this.#told(directory, name));
  }

  /** From now on these names matter. */
  of(names: Names): void {
    this.#names = names;
    this.#loud.clear();
    this.#watch();
  }

  /** A look is over. */
  looked(): void {
    this.#idle.clear();
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
    if (name !== null && !names.has(name) && !names.has(EVERY_NAME)) {
      const times = (this.#idle.get(directory) ?? 0) + 1;
      this.#idle.set(directory, times);
      if (times > LOUD) this.#leave(directory);
      return;
    }
    this.#cancel = this.#resident.after(GATHER_MS, () => {
      this.#cancel = null;
      this.#changed();
    });
  }

  /** What changes there is found at the next interval. */
  #leave(directory: string): void {
    this.#loud.add(directory);
    this.#watch();
  }

  #watch(): void {
    if (this.#stopped) return;
    const directories = [...this.#names.keys()];
    const watching = this.#watcher.set(directories.filter((directory) => !this.#loud.has(directory)));
    this.#watching = { ...watching, wanted: directories.length };
  }
}
