import { shortDuration } from '../../core/time/duration.ts';
import type { Host } from '../../target/host.ts';
import type { NodeMachine } from '../../target/node/machine.ts';
import { rightsOf } from '../../target/node/rights.ts';
import type { Resident } from '../../target/resident.ts';
import { EMPTY, type Histogram, observed } from '../histogram.ts';
import { Containers } from './containers.ts';
import type { Cluster } from './kube/cluster.ts';
import { ContainerReports } from './looks/container-reports.ts';
import { dueOf } from './looks/due.ts';
import type { Outcome } from './looks/lane.ts';
import { Lookers } from './looks/lookers.ts';
import { take } from './looks/take.ts';
import type { NodePolicies } from './policies.ts';
import { type Known, knownOf, type State } from './state.ts';

export interface NodeAgentOptions {
  readonly machine: NodeMachine;
  readonly resident: Pick<Resident, 'after'>;
  readonly host: Pick<Host, 'now' | 'monotonic'>;
  readonly intervalMs: number;
  readonly policies: NodePolicies;
  /** What the API server adds; null where it is not asked. */
  readonly cluster: Cluster | null;
  /** Between 0 and 1. */
  readonly random?: () => number;
}

/** Between two scans of /proc. */
const SCAN_MS = 2000;
/** Between two times at which it is asked which looks are due. */
const TICK_MS = 250;

/** Looks at every container of a node in turn, and knows of each what was seen last. */
export class NodeAgent {
  readonly #options: NodeAgentOptions;
  readonly #containers: Containers;
  readonly #lookers: Lookers;
  readonly #told = new Set<() => void>();
  readonly #reports: ContainerReports;
  #looks = 0;
  #durations: Histogram = EMPTY;
  #cancel = () => {};
  #stopped = false;
  #changed = false;

  constructor(options: NodeAgentOptions) {
    this.#options = options;
    this.#containers = new Containers(options.machine, options.cluster);
    this.#lookers = new Lookers(options.machine, options.host, options.policies);
    this.#reports = new ContainerReports((state, begin) => this.#lookers.look(state, true, begin));
  }

  /** The first scan, and from then on one every two seconds. */
  start(): void {
    this.#tick();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#options.cluster?.stop();
    this.#lookers.stop();
  }

  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  /** Those of one id, or of the beginning of one. */
  find(id: string): readonly State[] {
    return this.#containers.find(id);
  }

  get states(): readonly State[] {
    return this.#containers.all;
  }

  known(state: State): Known {
    return knownOf(state, this.#options.host.monotonic(), this.#options.intervalMs);
  }

  get about() {
    const nowMs = this.#options.host.monotonic();
    const { scans, processes, unseen, scannedMs, failure } = this.#containers;
    return {
      scans,
      looks: this.#looks,
      givenUp: this.#lookers.givenUp,
      processes,
      stuck: this.#lookers.stuck,
      starts: this.#lookers.starts,
      durations: this.#durations,
      unseen,
      scanAgeSeconds: scannedMs === null ? null : (nowMs - scannedMs) / 1000,
      scanFailure: failure,
      intervalMs: this.#options.intervalMs,
      rights: this.#options.machine.rights(),
      policies: this.#options.policies.state,
      cluster: this.#options.cluster?.state() ?? null,
    };
  }

  /** Why the agent itself says nothing of this node now; null while it does. */
  notReady(): string | null {
    const { scanAgeSeconds, scanFailure, rights } = this.about;
    if (scanFailure !== null) return `/proc cannot be listed: ${scanFailure}`;
    if (scanAgeSeconds === null) return 'nothing has been scanned yet';
    if (scanAgeSeconds * 1000 > 15 * SCAN_MS)
      return `the last scan of /proc was ${shortDuration(Math.round(scanAgeSeconds) * 1000)} ago`;
    const hidden = rightsOf(rights).find(({ right, granted }) => right === 'hidepid' && !granted);
    if (hidden !== undefined) return `it lacks ${hidden.name}: ${hidden.without}`;
    const waiting = this.states.filter(
      ({ answer, container }) => answer === null && container.sandbox === null,
    );
    if (waiting.length > 0 && this.#looks < this.states.length)
      return `${waiting.length} of ${this.states.length} containers have not been looked at yet`;
    const { states } = this;
    if (states.length > 0 && states.every((state) => this.known(state).verdict === 'unknown'))
      return `nothing is known of any of its containers (${states.length}); /containers says why of each`;
    return null;
  }

  /**
   * The whole report of one container, looked at now where that can be done. All who ask for it while it is made get the same
   * one; null where too many others are being made.
   *
   * @param gone when who asks is there no more: what nobody waits for is not begun
   */
  report(state: State, gone?: AbortSignal): Promise<Outcome> | null {
    return this.#reports.of(state, gone);
  }

  #tick(): void {
    if (this.#stopped) return;
    const { host, resident } = this.#options;
    const nowMs = host.monotonic();
    const { scannedMs, failure } = this.#containers;
    if (scannedMs === null || nowMs >= scannedMs + SCAN_MS || failure !== null) this.#scan(nowMs);
    const { alone, together } = dueOf(this.#containers.all, nowMs, this.#options.intervalMs);
    for (const state of alone) void this.#look(state);
    for (const states of together) void this.#lookTogether(states);
    // Once for all that has changed since: who is told asks for the whole list.
    if (this.#changed) for (const told of this.#told) told();
    this.#changed = false;
    this.#cancel = resident.after(TICK_MS, () => this.#tick());
  }

  #scan(nowMs: number): void {
    const { ended, changed } = this.#containers.scan(nowMs);
    this.#lookers.rest(nowMs, this.#options.intervalMs);
    if (ended.length > 0) this.#lookers.forget(ended);
    if (changed) this.#changed = true;
  }

  async #look(state: State): Promise<void> {
    state.asked = true;
    const { container } = state;
    await this.#take(state, container.id, await this.#lookers.look(state, false));
  }

  async #lookTogether(states: readonly State[]): Promise<void> {
    const ids = states.map(({ container }) => container.id);
    for (const state of states) state.asked = true;
    const answers = await this.#lookers.lookTogether(states);
    const rest: State[] = [];
    for (const [i, state] of states.entries()) {
      const answer = answers === 'alone' ? null : answers[i];
      if (answer) await this.#take(state, ids[i] ?? '', { ok: true, answer });
      else {
        state.asked = false;
        rest.push(state);
      }
    }
    if (this.#stopped) return;
    if (answers === 'alone') for (const state of states) void this.#look(state);
    // What was not begun is still due. On a busy node few are begun at once.
    else if (rest.length > 0 && rest.length < states.length) void this.#lookTogether(rest);
  }

  async #take(state: State, id: string, outcome: Outcome): Promise<void> {
    const was = this.known(state);
    state.asked = false;
    // It may have ended, or be another one by now.
    if (!this.#containers.has(id, state) || this.#stopped) return;
    this.#looks++;
    const { host, intervalMs, random = Math.random } = this.#options;
    const clock = { atMs: host.now(), monotonicMs: host.monotonic(), intervalMs, random: random() };
    await take(state, outcome, clock);
    if (outcome.ok && outcome.answer.kind === 'seen')
      this.#durations = observed(this.#durations, outcome.answer.durationMs / 1000);
    const is = this.known(state);
    if (was.verdict !== is.verdict || rulesOf(was) !== rulesOf(is)) this.#changed = true;
  }
}

function rulesOf({ seen }: Known): string {
  return seen?.rules.map(({ rule, severity }) => `${rule} ${severity}`).join() ?? '';
}
