import type { UnseenContainer } from '../../target/node/container.ts';
import type { NodeMachine } from '../../target/node/machine.ts';
import type { Cluster } from './kube/cluster.ts';
import { newState, type State } from './state.ts';

/** Of an id so many digits are enough. */
const DIGITS = 12;

/** The containers of a node, as the last scan found them. */
export class Containers {
  readonly #machine: Pick<NodeMachine, 'scan'>;
  readonly #cluster: Cluster | null;
  readonly #states = new Map<string, State>();
  unseen: readonly UnseenContainer[] = [];
  /** All that /proc shows. */
  processes = 0;
  scans = 0;
  /** Monotonic; null before the first scan. */
  scannedMs: number | null = null;
  /** Why the last scan found nothing; null where it did. */
  failure: string | null = null;

  /** @param cluster what the API server adds; null where it is not asked */
  constructor(machine: Pick<NodeMachine, 'scan'>, cluster: Cluster | null) {
    this.#machine = machine;
    this.#cluster = cluster;
  }

  get all(): readonly State[] {
    return [...this.#states.values()];
  }

  has(id: string, state: State): boolean {
    return this.#states.get(id) === state;
  }

  /** Those of one id, or of the beginning of one. */
  find(id: string): readonly State[] {
    const whole = this.#states.get(id);
    if (whole !== undefined) return [whole];
    return id.length < DIGITS ? [] : this.all.filter(({ container }) => container.id.startsWith(id));
  }

  /** @returns which have ended, and whether others are there than before */
  scan(nowMs: number): { readonly ended: readonly string[]; readonly changed: boolean } {
    const before = this.#states.size;
    try {
      const scan = this.#machine.scan(nowMs);
      const { containers, unseen, processes } = this.#cluster?.complete(scan, nowMs) ?? scan;
      const there = new Set<string>();
      for (const container of containers) {
        there.add(container.id);
        const state = this.#states.get(container.id);
        if (state === undefined) this.#states.set(container.id, newState(container, nowMs));
        else {
          // Another first process is another look.
          if (state.container.main.pid !== container.main.pid) state.nextMs = nowMs;
          state.container = container;
        }
      }
      const ended = [...this.#states.keys()].filter((id) => !there.has(id));
      for (const id of ended) this.#states.delete(id);
      this.unseen = unseen;
      this.processes = processes;
      this.scannedMs = nowMs;
      this.failure = null;
      this.scans++;
      return { ended, changed: ended.length > 0 || this.#states.size !== before };
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      return { ended: [], changed: false };
    }
  }
}
