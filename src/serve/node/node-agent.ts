import type { Config } from '../../config/config.ts';
import type { Host } from '../../target/host.ts';
import type { NodeContainer, UnseenContainer } from '../../target/node/container.ts';
import type { Looker, NodeMachine } from '../../target/node/machine.ts';
import type { Resident } from '../../target/resident.ts';
import { reasonText } from '../../verdict/reasons.ts';
import { EMPTY, type Histogram, observed } from '../histogram.ts';
import { Lane, type Outcome } from './lane.ts';
import type { UnknownCode } from './protocol.ts';
import { afterStrike, type Known, knownOf, newState, nextLook, type State, strikesInWords } from './state.ts';

export interface NodeAgentOptions {
  readonly machine: NodeMachine;
  readonly resident: Pick<Resident, 'after'>;
  readonly host: Pick<Host, 'now' | 'monotonic'>;
  readonly intervalMs: number;
  readonly policies: NodePolicies;
  readonly log: (line: string) => void;
  /** Between 0 and 1. */
  readonly random?: () => number;
}

/** Which policy holds for which container. */
export interface NodePolicies {
  /** By name; another map when one of them is another. */
  configs(): ReadonlyMap<string, Config>;
  nameFor(container: NodeContainer): string;
  /** Reads again what has changed. */
  renew(host: Host): Promise<void>;
  readonly state: {
    /** The last time that they were read they could be used. */
    readonly configSucceeded: boolean;
    /** When those were read that are in force, milliseconds since 1970. */
    readonly configReadMs: number;
  };
}

/** Between two scans of /proc. */
const SCAN_MS = 2000;
/** Between two times at which it is asked which looks are due. */
const TICK_MS = 250;
/** A mount that did not answer is not touched for so long. */
const SILENT_MS = 60_000;
/** So many processes may be stuck at once; then those that may be stuck again are not looked at. */
export const MAX_STUCK = 4;
/** A look without mounts that are silent, within a longer deadline than that of one look, has half of it left. */
const MAX_MOUNTS = 3;

/** Looks at every container of a node in turn, and knows of each what was seen last. */
export class NodeAgent {
  readonly #options: NodeAgentOptions;
  readonly #states = new Map<string, State>();
  readonly #stuck = new Set<Looker>();
  /** The second is for containers that have not answered: they never stand before the others. */
  readonly #lanes: readonly [Lane, Lane];
  readonly #told = new Set<() => void>();
  #unseen: readonly UnseenContainer[] = [];
  #scannedMs: number | null = null;
  #scanFailure: string | null = null;
  #scans = 0;
  #looks = 0;
  #processes = 0;
  #durations: Histogram = EMPTY;
  #givenUp = 0;
  #cancel = () => {};
  #stopped = false;

  constructor(options: NodeAgentOptions) {
    this.#options = options;
    const { machine, policies } = options;
    const lane = () =>
      new Lane(
        () => machine.looker(),
        this.#stuck,
        () => policies.configs(),
      );
    this.#lanes = [lane(), lane()];
  }

  /** The first scan, and from then on one every two seconds. */
  start(): void {
    this.#tick();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    for (const lane of this.#lanes) lane.stop();
  }

  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  /** Those of one id, or of the beginning of one. */
  find(id: string): readonly State[] {
    const whole = this.#states.get(id);
    if (whole !== undefined) return [whole];
    return id.length < 12
      ? []
      : [...this.#states.values()].filter(({ container }) => container.id.startsWith(id));
  }

  get states(): readonly State[] {
    return [...this.#states.values()];
  }

  known(state: State): Known {
    return knownOf(state, this.#options.host.monotonic(), this.#options.intervalMs);
  }

  get about() {
    const nowMs = this.#options.host.monotonic();
    return {
      scans: this.#scans,
      looks: this.#looks,
      givenUp: this.#givenUp,
      processes: this.#processes,
      stuck: this.#stuck.size,
      starts: this.#lanes[0].starts + this.#lanes[1].starts,
      durations: this.#durations,
      unseen: this.#unseen,
      scanAgeSeconds: this.#scannedMs === null ? null : (nowMs - this.#scannedMs) / 1000,
      scanFailure: this.#scanFailure,
      intervalMs: this.#options.intervalMs,
      rights: this.#options.machine.rights(),
      policies: this.#options.policies.state,
    };
  }

  /** Why the agent itself says nothing of this node now; null while it does. */
  notReady(): string | null {
    const { scanAgeSeconds, scanFailure } = this.about;
    if (scanFailure !== null) return `/proc cannot be listed: ${scanFailure}`;
    if (scanAgeSeconds === null) return 'nothing has been scanned yet';
    if (scanAgeSeconds * 1000 > 15 * SCAN_MS)
      return `the last scan of /proc was ${scanAgeSeconds.toFixed(0)} s ago`;
    const waiting = this.states.filter(
      ({ answer, container }) => answer === null && container.sandbox === null,
    );
    if (waiting.length > 0 && this.#looks < this.states.length)
      return `${waiting.length} of ${this.states.length} containers have not been looked at yet`;
    return null;
  }

  /** The whole report of one container, looked at now where that can be done. */
  async report(state: State): Promise<Outcome> {
    const outcome = await this.#ask(state, true);
    return outcome;
  }

  #tick(): void {
    if (this.#stopped) return;
    const { host, resident } = this.#options;
    const nowMs = host.monotonic();
    if (this.#scannedMs === null || nowMs >= this.#scannedMs + SCAN_MS || this.#scanFailure !== null)
      this.#scan(nowMs);
    for (const state of this.#states.values()) {
      if (state.asked || state.container.sandbox !== null || nowMs < state.nextMs) continue;
      void this.#look(state);
    }
    this.#cancel = resident.after(TICK_MS, () => this.#tick());
  }

  #scan(nowMs: number): void {
    const before = this.#states.size;
    try {
      const { containers, unseen, processes } = this.#options.machine.scan(nowMs);
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
      if (ended.length > 0)
        for (const lane of this.#lanes) void lane.ask({ kind: 'forget', ids: ended }, 1000);
      this.#unseen = unseen;
      this.#processes = processes;
      this.#scannedMs = nowMs;
      this.#scanFailure = null;
      this.#scans++;
      if (ended.length > 0 || this.#states.size !== before) this.#tell();
    } catch (error) {
      this.#scanFailure = error instanceof Error ? error.message : String(error);
    }
  }

  async #look(state: State): Promise<void> {
    state.asked = true;
    const was = this.known(state);
    const { container } = state;
    const outcome = await this.#ask(state, false);
    state.asked = false;
    // It may have ended, or be another one by now.
    if (this.#states.get(container.id) !== state || this.#stopped) return;
    await this.#take(state, outcome);
    const is = this.known(state);
    if (was.verdict !== is.verdict || rulesOf(was) !== rulesOf(is)) this.#tell();
  }

  async #ask(state: State, whole: boolean): Promise<Outcome> {
    const { host, policies } = this.#options;
    for (let mounts = 0; ; mounts++) {
      const nowMs = host.monotonic();
      for (const [point, { untilMs }] of state.silent) if (nowMs > untilMs) state.silent.delete(point);
      const { suspect } = state;
      const { id, main } = state.container;
      const name = policies.nameFor(state.container);
      const limitMs = policies.configs().get(name)?.timeoutMs ?? 900;
      const silent = [...state.silent].map(([point, { why }]) => [point, why] as const);
      const request = {
        kind: 'look',
        id,
        pid: main.pid,
        startTime: main.startTime,
        config: name,
        silent,
        whole,
      } as const;
      const outcome = await this.#lanes[suspect ? 1 : 0].ask(request, limitMs, () =>
        suspect && this.#stuck.size >= MAX_STUCK ? suspended(this.#stuck.size) : null,
      );
      if (outcome.ok || this.#stopped) return outcome;
      this.#givenUp++;
      state.suspect = true;
      if (outcome.mount === null || mounts >= MAX_MOUNTS) return outcome;
      // All the rest of it is looked at without that mount.
      state.silent.set(outcome.mount.point, { why: outcome.why, untilMs: host.monotonic() + SILENT_MS });
    }
  }

  async #take(state: State, outcome: Outcome): Promise<void> {
    const { host, intervalMs, random = Math.random } = this.#options;
    const nowMs = host.monotonic();
    this.#looks++;
    if (!outcome.ok) {
      state.strikes++;
      state.nextMs = afterStrike(nowMs, intervalMs, state.strikes);
      const reason = `${await reasonText(outcome.why)}; ${strikesInWords(state.strikes, state.nextMs, nowMs)}`;
      state.answer = { kind: 'unknown', code: 'silent', reason };
      return;
    }
    const { answer } = outcome;
    if (answer.kind === 'done') return;
    const suspended = answer.kind === 'unknown' && answer.code === 'suspended';
    if (!suspended) {
      state.strikes = 0;
      state.suspect = state.silent.size > 0;
    }
    state.answer = answer;
    state.observed = { atMs: host.now(), monotonicMs: nowMs };
    state.nextMs = nextLook(nowMs, intervalMs, random());
    if (answer.kind === 'seen') this.#durations = observed(this.#durations, answer.durationMs / 1000);
    // Its process has just gone: the next scan knows whether all of it has.
    else if (SOON.includes(answer.code)) state.nextMs = nowMs + SCAN_MS;
  }

  #tell(): void {
    for (const told of this.#told) told();
  }
}

const SOON: readonly UnknownCode[] = ['ended', 'changing'];

function rulesOf({ seen }: Known): string {
  return seen?.rules.map(({ rule, severity }) => `${rule} ${severity}`).join() ?? '';
}

function suspended(stuck: number): Outcome {
  const reason = `it has not answered before, and ${stuck} looks at this node do not come back: it is looked at again when one of them has`;
  return { ok: true, answer: { kind: 'unknown', code: 'suspended', reason } };
}
