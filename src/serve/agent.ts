import type { Config } from '../config/config.ts';
import type { Report } from '../core/documents/report.ts';
import type { Registry } from '../core/probe.ts';
import type { Purpose } from '../core/purpose.ts';
import { safe } from '../core/text/safe.ts';
import { isoInstant } from '../core/time/instant.ts';
import type { Host } from '../target/host.ts';
import type { Resident, Watching } from '../target/resident.ts';
import type { AgentState } from './agent-state.ts';
import { staleness } from './freshness.ts';
import { EMPTY, type Histogram, observed } from './histogram.ts';
import { type Change, changesBetween, remembered } from './history.ts';
import { Questions } from './questions.ts';
import { type Depth, judge } from './watch/judging.ts';
import { type BesideCommand, namesThatMatter, type Observation, observeAgain } from './watch/observer.ts';
import { Reloading } from './watch/reloading.ts';
import { EVERY_NAME } from './watch/ways.ts';

/** How long an event waits for others, milliseconds. */
const GATHER_MS = 250;

export interface AgentOptions {
  readonly registry: Registry;
  readonly resident: Resident;
  readonly intervalMs: number;
  /** Reads options and policy. Throws what is wrong with them. */
  readonly configure: (host: Host) => Promise<Config>;
  /** Tells of what only the log hears: a policy that is refused. */
  readonly log: (line: string) => void;
  readonly command?: BesideCommand;
  /** Whose files the policy and the secrets are, where another container is looked at. */
  readonly operator?: Host;
  /** Called when a look is over. */
  readonly rest?: () => void;
  /** Called at every look, for what else is to be read again. */
  readonly looked?: (host: Host) => void;
}

/** One look, as far as answers tell of it. */
interface Look {
  readonly observation: Observation;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Monotonic. */
  readonly endedMs: number;
}

/** Looks once, keeps what it saw, looks again where something may have changed, and judges at every question. */
export class Agent {
  readonly #options: AgentOptions;
  readonly #reloading: Reloading;
  readonly #watcher;
  readonly #told = new Set<() => void>();
  #host: Host | null = null;
  #look: Look | null = null;
  #looking: Promise<void> | null = null;
  #matter: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  #judged = new Map<string, { readonly key: string; readonly report: Promise<Report> }>();
  #before: Report | null = null;
  #history: readonly Change[] = [];
  #looks = 0;
  readonly #runs = new Map<string, number>();
  readonly #questions = new Questions();
  #durations: Histogram = EMPTY;
  #watching: Watching = { watched: 0, wanted: 0, refused: null };
  #cancel = () => {};
  #marked: (() => void) | null = null;
  #missed = false;
  /** Why there is nothing to look at. */
  #lost: string | null = null;
  #probes: Registry['probes'] | null = null;
  #stopped = false;

  constructor(options: AgentOptions) {
    this.#options = options;
    this.#reloading = new Reloading(options.configure, options.log);
    this.#watcher = options.resident.watch((directory, name) => this.#changed(directory, name));
  }

  /** The first look, and from then on one every interval. */
  async start(config: Config, host: Host): Promise<void> {
    this.#host = host;
    await this.#reloading.begin(config, host);
    await this.lookNow();
    this.#again();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#marked?.();
    this.#watcher.close();
  }

  /** Is called when a report is another one. */
  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  /** Reads the policy again, whether it has changed or not. */
  reload(): void {
    this.#reloading.force();
    void this.lookNow('change');
  }

  /** One look at a time: who asks meanwhile waits for that one. After a change that it may have missed there is another. */
  lookNow(why: 'time' | 'change' = 'time'): Promise<void> {
    if (this.#looking !== null && why === 'change') this.#missed = true;
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = null;
      if (!this.#missed || this.#stopped) return;
      this.#missed = false;
      void this.lookNow();
    });
    return this.#looking;
  }

  /** Why what was seen says nothing of now; null while it does. */
  stale(): string | null {
    const monotonic = this.#host?.monotonic() ?? 0;
    if (this.#lost !== null) {
      void this.lookNow();
      return this.#lost;
    }
    const why = staleness(this.#look?.endedMs ?? null, monotonic, this.#options.intervalMs);
    if (why !== null && this.#look !== null) void this.lookNow();
    return why;
  }

  /** What was seen last, judged now; null before the first look. */
  async report(purpose: Purpose, depth: Depth = 'verdict'): Promise<Report | null> {
    const look = this.#look;
    if (look === null || this.#host === null) return null;
    const nowMs = this.#host.now();
    // Within a second no date passes that people write down.
    const key = `${this.#looks} ${Math.floor(nowMs / 1000)}`;
    const known = this.#judged.get(`${purpose} ${depth}`);
    if (known?.key === key) return known.report;
    const { observation, startedAt, durationMs } = look;
    const { registry } = this.#options;
    const report = judge(registry, observation, { depth, purpose, nowMs, startedAt, durationMs });
    this.#judged.set(`${purpose} ${depth}`, { key, report });
    if (purpose === 'readiness' && depth === 'verdict') this.#compare(await report, nowMs);
    return report;
  }

  /** A question was answered. */
  count(path: string, status: number): void {
    this.#questions.count(path, status);
  }

  get state(): AgentState {
    const look = this.#look;
    return {
      looks: this.#looks,
      runs: this.#runs,
      durations: this.#durations,
      ageSeconds: look === null ? null : ((this.#host?.monotonic() ?? 0) - look.endedMs) / 1000,
      watching: this.#watching,
      history: this.#history,
      ...this.#reloading.state,
      observation: look?.observation ?? null,
      questions: this.#questions.all,
    };
  }

  #again(): void {
    this.#cancel = this.#options.resident.after(this.#options.intervalMs, () => {
      void this.lookNow().finally(() => {
        if (!this.#stopped) this.#again();
      });
    });
  }

  #changed(directory: string, name: string | null): void {
    const names = this.#matter.get(directory);
    if (names === undefined || this.#marked !== null || this.#stopped) return;
    if (name !== null && !names.has(name) && !names.has(EVERY_NAME)) return;
    this.#marked = this.#options.resident.after(GATHER_MS, () => {
      this.#marked = null;
      void this.lookNow('change');
    });
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

  async #lookOnce(): Promise<void> {
    const host = await this.#machine();
    if (host === null) return;
    this.#host = host;
    const startedMs = host.monotonic();
    const startedAt = isoInstant(host.now());
    const { registry, command, operator = host } = this.#options;
    const config = await this.#reloading.current(operator);
    this.#options.looked?.(operator);
    // Of another container nothing is known that stays.
    const before = this.#probes === registry.probes ? (this.#look?.observation ?? null) : null;
    this.#probes = registry.probes;
    const { observation, ran } = await observeAgain(registry, host, config, before, command);
    const endedMs = host.monotonic();
    this.#look = { observation, startedAt, durationMs: endedMs - startedMs, endedMs };
    this.#looks++;
    this.#durations = observed(this.#durations, (endedMs - startedMs) / 1000);
    for (const name of ran) this.#runs.set(name, (this.#runs.get(name) ?? 0) + 1);
    if (ran.length > 0 || before === null) this.#watch(observation);
    await this.report('readiness');
    this.#options.rest?.();
  }

  #watch(observation: Observation): void {
    this.#matter = namesThatMatter([...observation.dependencies.values(), { names: this.#reloading.names }]);
    if (!this.#stopped) this.#watching = this.#watcher.set([...this.#matter.keys()]);
  }

  #compare(report: Report, nowMs: number): void {
    const changes = changesBetween(this.#before, report, isoInstant(nowMs));
    const first = this.#before === null;
    this.#before = report;
    this.#history = remembered(this.#history, changes);
    if (first || changes.length > 0) for (const told of this.#told) told();
  }
}
