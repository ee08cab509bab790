import type { Host } from '../../../target/host.ts';
import type { Looker, NodeMachine } from '../../../target/node/machine.ts';
import type { NodePolicies } from '../policies.ts';
import { type LookAnswer, type LookRequest, TOGETHER_MS } from '../protocol.ts';
import type { State } from '../state.ts';
import { Lane, type Outcome } from './lane.ts';
import { Suspicion } from './suspicion.ts';

/** A mount that did not answer is not touched for so long. */
const SILENT_MS = 60_000;
/** So many processes may be stuck at once; then those that may be stuck again are not looked at. */
export const MAX_STUCK = 4;
/** A second process that has had nothing to look at for so long is not kept, milliseconds: to start one takes a fifth of a second. */
const REST_MS = 60_000;
/** A container with more silent mounts than these is given up for now. */
const MAX_MOUNTS = 3;

/**
 * The processes that look. There are two lanes: the second is for containers that have not answered, so that they never stand
 * before the others.
 */
export class Lookers {
  readonly #host: Pick<Host, 'monotonic'>;
  readonly #policies: NodePolicies;
  readonly #stuck = new Set<Looker>();
  readonly #suspicion = new Suspicion();
  readonly #lanes: readonly [Lane, Lane];
  #stopped = false;
  /** Looks that did not come back in time. */
  givenUp = 0;

  constructor(machine: NodeMachine, host: Pick<Host, 'monotonic'>, policies: NodePolicies) {
    this.#host = host;
    this.#policies = policies;
    const lane = () =>
      new Lane(
        () => machine.looker(),
        this.#stuck,
        () => policies.configs(),
      );
    this.#lanes = [lane(), lane()];
  }

  /** Those that could not be ended, and have not ended yet. */
  get stuck(): number {
    return this.#stuck.size;
  }

  /** Processes that were started. */
  get starts(): number {
    return this.#lanes[0].starts + this.#lanes[1].starts;
  }

  /** These containers have ended. */
  forget(ids: readonly string[]): void {
    for (const lane of this.#lanes) void lane.ask({ kind: 'forget', ids }, 1000);
  }

  /**
   * Looks at a container without the mounts that are silent, and notes at it which are.
   *
   * @param instead what is answered without a look, asked when its turn has come; null: it is looked
   */
  async look(state: State, whole: boolean, instead: () => Outcome | null = () => null): Promise<Outcome> {
    for (let mounts = 0; ; mounts++) {
      const outcome = await (this.#isSuspect(state)
        ? this.#lookApart(state, whole, instead)
        : this.#lookAmongAll(state, whole, instead));
      if (outcome.ok || this.#stopped) return outcome;
      this.givenUp++;
      state.suspect = true;
      this.#suspicion.note(state.container, outcome.mount?.point ?? null, this.#host.monotonic());
      if (outcome.mount === null || mounts >= MAX_MOUNTS) return outcome;
      // All the rest of it is looked at without that mount.
      const untilMs = this.#host.monotonic() + SILENT_MS;
      state.silent.set(outcome.mount.point, { why: outcome.why, untilMs });
    }
  }

  async #lookAmongAll(state: State, whole: boolean, instead: () => Outcome | null): Promise<Outcome> {
    let isSuspect = false;
    const outcome = await this.#lanes[0].ask(this.#requestFor(state, whole), this.#limitOf(state), () => {
      // Another one may have shown it while this one waited.
      isSuspect = this.#isSuspect(state);
      return isSuspect ? NOTHING : instead();
    });
    return isSuspect ? this.#lookApart(state, whole, instead) : outcome;
  }

  #lookApart(state: State, whole: boolean, instead: () => Outcome | null): Promise<Outcome> {
    return this.#lanes[1].ask(
      this.#requestFor(state, whole),
      this.#limitOf(state),
      () => instead() ?? (this.stuck >= MAX_STUCK ? suspended(this.stuck) : null),
    );
  }

  /**
   * Looks at several containers with one question, since what a look brings while nothing changes costs less than to ask for it.
   *
   * @returns of each what the look brought; null where it was not begun. Where one did not come back it is not known which:
   *   `alone`, and each is to be asked for by itself
   */
  async lookTogether(states: readonly State[]): Promise<readonly (LookAnswer | null)[] | 'alone'> {
    const limits = states.map((state) => this.#limitOf(state));
    const outcome = await this.#lanes[0].ask(
      { kind: 'looks', looks: states.map((state) => this.#requestFor(state, false)) },
      Math.max(...limits) + TOGETHER_MS,
    );
    if (!outcome.ok || outcome.answer.kind !== 'looked') return 'alone';
    const { answers } = outcome.answer;
    return states.map((_, i) => answers[i] ?? null);
  }

  /** Once all have answered again nobody needs the second process. What the first one keeps is for the next looks. */
  rest(nowMs: number, intervalMs: number): void {
    this.#lanes[1].rest(nowMs, Math.max(REST_MS, 2 * intervalMs));
  }

  /** Waits for nobody. */
  stop(): void {
    this.#stopped = true;
    for (const lane of this.#lanes) lane.stop();
  }

  /** It goes with those that have not answered, so that it cannot end the process that looks at all others. */
  #isSuspect({ suspect, answer, container }: State): boolean {
    const nowMs = this.#host.monotonic();
    if (suspect || this.#suspicion.sharesSilent(container, nowMs)) return true;
    // One that has answered shows that it does not go by its workload.
    return answer?.kind !== 'seen' && this.#suspicion.isOfSilent(container, nowMs);
  }

  #limitOf({ container }: State): number {
    return this.#policies.configs().get(this.#policies.nameFor(container))?.timeoutMs ?? 900;
  }

  #requestFor({ container, silent }: State, whole: boolean): LookRequest {
    const nowMs = this.#host.monotonic();
    for (const [point, { untilMs }] of silent) if (nowMs > untilMs) silent.delete(point);
    const { id, main } = container;
    return {
      kind: 'look',
      id,
      pid: main.pid,
      startTime: main.startTime,
      config: this.#policies.nameFor(container),
      silent: [...silent].map(([point, { why }]) => [point, why] as const),
      whole,
    };
  }
}

/** It was not looked at. */
const NOTHING: Outcome = { ok: true, answer: { kind: 'done' } };

function suspended(stuck: number): Outcome {
  const reason = `it has not answered before, and ${stuck} looks at this node do not come back: it is looked at again when one of them has`;
  return { ok: true, answer: { kind: 'unknown', code: 'suspended', reason } };
}
