import type { Config } from '../config/config.ts';
import type { Report } from '../core/documents/report.ts';
import type { Registry } from '../core/probe.ts';
import type { Purpose } from '../core/purpose.ts';
import type { Host } from '../target/host.ts';
import type { LoopDelay, Resident } from '../target/resident.ts';
import type { AgentState } from './agent-state.ts';
import { staleness } from './freshness.ts';
import { EMPTY, type Histogram, observed } from './histogram.ts';
import { Judged } from './judged.ts';
import { Questions } from './questions.ts';
import type { Depth } from './watch/judging.ts';
import { type Look, Looking } from './watch/looking.ts';
import { Notice } from './watch/notice.ts';
import { type BesideCommand, namesThatMatter } from './watch/observer.ts';
import { Reloading } from './watch/reloading.ts';

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

/** Looks once, keeps what it saw, looks again where something may have changed, and judges at every question. */
export class Agent {
  readonly #options: AgentOptions;
  readonly #reloading: Reloading;
  readonly #notice: Notice;
  readonly #judged: Judged;
  readonly #looking: Looking;
  readonly #questions = new Questions();
  readonly #work: LoopDelay;
  #delays: Histogram = EMPTY;
  #cancel = () => {};
  #stopped = false;

  constructor(options: AgentOptions, host: Host) {
    const { registry, resident, log, command } = options;
    this.#options = options;
    this.#work = resident.loopDelay((seconds) => {
      this.#delays = observed(this.#delays, seconds);
    });
    this.#reloading = new Reloading(options.configure, log);
    this.#judged = new Judged(registry, resident.breathe);
    this.#notice = new Notice(resident, () => void this.#looking.now('change'));
    this.#looking = new Looking(
      {
        registry,
        resident,
        log,
        ...(command && { command }),
        work: this.#work,
        configuration: (now) => this.#configuration(options.operator ?? now),
        over: (look, isNew) => this.#over(look, isNew),
      },
      host,
    );
  }

  /** The first look, and from then on one every interval. */
  async start(config: Config): Promise<void> {
    await this.#reloading.begin(config, this.#looking.host);
    await this.#looking.now();
    this.#again();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#looking.stop();
    this.#notice.stop();
  }

  /** Is called when a report is another one. */
  onChange(told: () => void): () => void {
    return this.#judged.onChange(told);
  }

  /** Reads the policy again, whether it has changed or not. */
  reload(): void {
    this.#reloading.force();
    void this.#looking.now('change');
  }

  /** Why what was seen says nothing of now; null while it does. */
  stale(): string | null {
    const { lost, last, host } = this.#looking;
    const why = lost ?? staleness(last?.endedMs ?? null, host.monotonic(), this.#options.intervalMs);
    // Who asks so late is the next best occasion; before the first look there is one already.
    if (lost !== null || (why !== null && last !== null)) void this.#looking.now();
    return why;
  }

  /** What was seen last, judged now; null before the first look. */
  async report(purpose: Purpose, depth: Depth = 'verdict'): Promise<Report | null> {
    const { last, host } = this.#looking;
    return last === null ? null : this.#judged.report(last, host.now(), purpose, depth);
  }

  /** Answers, and measures how long others had to wait for that. */
  async answering<T>(answer: () => T | Promise<T>): Promise<T> {
    this.#work.begin();
    try {
      return await answer();
    } finally {
      this.#work.end();
    }
  }

  /** A question was answered. */
  count(path: string, status: number): void {
    this.#questions.count(path, status);
  }

  get state(): AgentState {
    const { last, host, counts } = this.#looking;
    return {
      ...counts,
      delays: this.#delays,
      ageSeconds: last === null ? null : (host.monotonic() - last.endedMs) / 1000,
      watching: this.#notice.watching,
      history: this.#judged.history,
      ...this.#reloading.state,
      observation: last?.observation ?? null,
      questions: this.#questions.all,
    };
  }

  #again(): void {
    this.#cancel = this.#options.resident.after(this.#options.intervalMs, () => {
      void this.#looking.now().finally(() => {
        if (!this.#stopped) this.#again();
      });
    });
  }

  async #configuration(operator: Host): Promise<Config> {
    const config = await this.#reloading.current(operator);
    this.#options.looked?.(operator);
    return config;
  }

  async #over({ observation }: Look, isNew: boolean): Promise<void> {
    this.#notice.looked();
    const { breathe } = this.#options.resident;
    if (isNew) {
      await breathe();
      this.#notice.of(
        namesThatMatter([...observation.dependencies.values(), { names: this.#reloading.names }]),
      );
      await breathe();
    }
    await this.report('readiness');
    this.#options.rest?.();
  }
}
