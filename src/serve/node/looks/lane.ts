import type { Config } from '../../../config/config.ts';
import type { Silence } from '../../../core/reason.ts';
import type { Heard, Looker } from '../../../target/node/machine.ts';
import type { Answer, Request } from '../protocol.ts';
import { Queue, type When } from './queue.ts';

/** For the start of a process, milliseconds: it has not touched a container then. */
const START_MS = 10_000;

export type Outcome = { readonly ok: true; readonly answer: Answer } | Extract<Heard, { readonly ok: false }>;

/** Processes that look, one after the other: who does not come back is ended, or left, and another takes its place. */
export class Lane {
  readonly #start: () => Looker;
  readonly #stuck: Set<Looker>;
  readonly #configs: () => ReadonlyMap<string, Config>;
  #looker: Looker | null = null;
  #told: ReadonlyMap<string, Config> | null = null;
  readonly #queue = new Queue();
  #stopped = false;
  /** Questions that are not answered yet. */
  #open = 0;
  /** Monotonic: since when it has been without a look; null before it was found so. */
  #restsMs: number | null = null;
  /** Processes that were started. */
  starts = 0;

  /** @param stuck those that could not be ended, of all lanes */
  constructor(start: () => Looker, stuck: Set<Looker>, configs: () => ReadonlyMap<string, Config>) {
    this.#start = start;
    this.#stuck = stuck;
    this.#configs = configs;
  }

  /**
   * In turn: what is short before what is due, and that before what somebody asked for.
   *
   * @param limitMs from when its turn has come
   * @param instead what is answered without a look, asked when its turn has come; null: it is looked
   */
  ask(request: Request, limitMs: number, instead: () => Outcome | null = () => null): Promise<Outcome> {
    this.#open++;
    // That somebody has ended is told to one that is there: it does not keep it.
    if (request.kind !== 'forget') this.#restsMs = null;
    return this.#queue
      .add(whenOf(request), async () => instead() ?? this.#ask(request, limitMs))
      .finally(() => this.#open--);
  }

  /** Ends its process where it has had nothing to look at for so long: it takes as much memory as one that looks. */
  rest(nowMs: number, restMs: number): void {
    if (this.#looker === null || this.#open > 0) return;
    this.#restsMs ??= nowMs;
    if (nowMs < this.#restsMs + restMs) return;
    void this.#looker.kill();
    this.#looker = null;
    this.#told = null;
  }

  /** Waits for nobody. */
  stop(): void {
    this.#stopped = true;
    void this.#looker?.kill();
  }

  async #ask(request: Request, limitMs: number): Promise<Outcome> {
    if (this.#stopped) return failed({ code: 'looker-not-started', data: { errno: 'the agent ends' } });
    // One that has not started keeps nothing.
    if (request.kind === 'forget' && this.#looker === null) return { ok: true, answer: { kind: 'done' } };
    const looker = this.#ready();
    const configs = this.#configs();
    if (this.#told !== configs) {
      for (const [name, config] of configs) {
        const heard = await this.#say(looker, { kind: 'configure', name, config }, START_MS);
        if (!heard.ok) return heard;
      }
      this.#told = configs;
    }
    return this.#say(looker, request, limitMs);
  }

  #ready(): Looker {
    if (this.#looker !== null && !this.#looker.isGone) return this.#looker;
    this.#told = null;
    this.starts++;
    this.#looker = this.#start();
    return this.#looker;
  }

  async #say(looker: Looker, request: Request, limitMs: number): Promise<Outcome> {
    const heard = await looker.ask(JSON.stringify(request), limitMs);
    if (heard.ok) return { ok: true, answer: JSON.parse(heard.line) as Answer };
    this.#looker = null;
    this.#told = null;
    if (!(await looker.kill())) {
      this.#stuck.add(looker);
      void looker.whenGone().then(() => this.#stuck.delete(looker));
    }
    return heard;
  }
}

function whenOf(request: Request): When {
  if (request.kind === 'look' && request.whole) return 'asked';
  return request.kind === 'looks' ? 'short' : 'due';
}

function failed(why: Silence): Outcome {
  return { ok: false, why, mount: null };
}
