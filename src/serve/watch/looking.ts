import type { Config } from '../../config/config.ts';
import type { Registry } from '../../core/probe.ts';
import { safe } from '../../core/text/safe.ts';
import { isoInstant } from '../../core/time/instant.ts';
import type { Host } from '../../target/host.ts';
import type { LoopDelay, Resident } from '../../target/resident.ts';
import { EMPTY, type Histogram, observed } from '../histogram.ts';
import { type BesideCommand, type Observation, observeAgain } from './observer.ts';

/** One look, as far as answers tell of it. */
export interface Look {
  readonly observation: Observation;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Monotonic. */
  readonly endedMs: number;
}

export interface LookingOptions {
  readonly registry: Registry;
  readonly resident: Pick<Resident, 'machine' | 'breathe'>;
  readonly command?: BesideCommand;
  readonly work: LoopDelay;
  /** Tells of what only the log hears: why there is nothing to look at. */
  readonly log: (line: string) => void;
  /** The configuration of now. */
  readonly configuration: (host: Host) => Promise<Config>;
  /** Called when a look is over; `isNew` where anything was looked at that was not known before. */
  readonly over: (look: Look, isNew: boolean) => Promise<void>;
}

/** Looks at the machine, one look at a time, and keeps what the last one saw. */
export class Looking {
  readonly #options: LookingOptions;
  #host: Host;
  #last: Look | null = null;
  #going: Promise<void> | null = null;
  #missed = false;
  #lost: string | null = null;
  #probes: Registry['probes'] | null = null;
  #stopped = false;
  readonly #runs = new Map<string, number>();
  #count = 0;
  #durations: Histogram = EMPTY;

  constructor(options: LookingOptions, host: Host) {
    this.#options = options;
    this.#host = host;
  }

  /** Who asks meanwhile waits for the look that goes on. After a change that it may have missed there is another. */
  now(why: 'time' | 'change' = 'time'): Promise<void> {
    if (this.#going !== null && why === 'change') this.#missed = true;
    if (this.#going === null) this.#options.work.begin();
    this.#going ??= this.#once().finally(() => {
      this.#going = null;
      this.#options.work.end();
      if (!this.#missed || this.#stopped) return;
      this.#missed = false;
      void this.now();
    });
    return this.#going;
  }

  stop(): void {
    this.#stopped = true;
  }

  get host(): Host {
    return this.#host;
  }

  /** Null before the first. */
  get last(): Look | null {
    return this.#last;
  }

  /** Why there is nothing to look at; null where there is something. */
  get lost(): string | null {
    return this.#lost;
  }

  get counts() {
    return { looks: this.#count, runs: this.#runs, durations: this.#durations };
  }

  async #once(): Promise<void> {
    const { registry, resident, command, configuration, over } = this.#options;
    const host = await this.#machine();
    if (host === null) return;
    this.#host = host;
    const startedMs = host.monotonic();
    const startedAt = isoInstant(host.now());
    const config = await configuration(host);
    // Of another container nothing is known that stays.
    const before = this.#probes === registry.probes ? (this.#last?.observation ?? null) : null;
    this.#probes = registry.probes;
    const manner = { breathe: resident.breathe, ...(command && { command }) };
    const { observation, ran } = await observeAgain(registry, host, config, before, manner);
    const endedMs = host.monotonic();
    const durationMs = endedMs - startedMs;
    this.#last = { observation, startedAt, durationMs, endedMs };
    this.#count++;
    this.#durations = observed(this.#durations, durationMs / 1000);
    for (const name of ran) this.#runs.set(name, (this.#runs.get(name) ?? 0) + 1);
    await over(this.#last, ran.length > 0 || before === null);
  }

  async #machine(): Promise<Host | null> {
    try {
      const host = await this.#options.resident.machine();
      this.#lost = null;
      return host;
    } catch (error) {
      const lost = safe(error instanceof Error ? error.message : String(error));
      if (lost !== this.#lost) this.#options.log(lost);
      this.#lost = lost;
      return null;
    }
  }
}
