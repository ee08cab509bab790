import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../config/config.ts';
import { safe } from '../../../core/text/safe.ts';
import {
  type Answer,
  type LookAnswer,
  type LookRequest,
  type Request,
  TOGETHER_MS,
  type UnknownCode,
} from '../../../serve/node/protocol.ts';
import { beginOneOf, endOneOf } from '../../../target/live/beside/notes.ts';
import { keepYoungHeapSmall, Leftovers } from '../../../target/live/heap.ts';
import { answerLines } from '../../../target/live/node/requests.ts';
import { NoProcess } from '../../../target/process/refusal/no-process.ts';
import type { Context } from '../../command.ts';
import { sentenceOf } from '../../outside/process/no-process.ts';
import { Another, Changing, lookAt } from './look-at.ts';
import type { LookedAt } from './looked-at.ts';

/** Facts of so many containers are kept; of more, those that were looked at longest ago are looked at as a whole again. */
const MAX_KEPT = 1024;

/** The process that looks at the containers of a node, in place of one that must not wait. */
export async function runLooker(proc: string, context: Context): Promise<void> {
  keepYoungHeapSmall();
  const looker = new Looker(proc, context);
  await answerLines(async (line) => JSON.stringify(await looker.answer(JSON.parse(line) as Request)));
}

class Looker {
  readonly #proc: string;
  readonly #context: Context;
  readonly #configs = new Map<string, Config>();
  readonly #kept = new Map<string, LookedAt>();
  readonly #leftovers = new Leftovers();

  constructor(proc: string, context: Context) {
    this.#proc = proc;
    this.#context = context;
  }

  async answer(request: Request): Promise<Answer> {
    switch (request.kind) {
      case 'configure':
        // Facts that were seen under the same words stay.
        if (!isDeepStrictEqual(this.#configs.get(request.name), request.config))
          this.#configs.set(request.name, request.config);
        return { kind: 'done' };
      case 'forget':
        for (const id of request.ids) this.#kept.delete(id);
        return { kind: 'done' };
      case 'look':
        return this.#look(request);
      case 'looks':
        return { kind: 'looked', answers: await this.#lookTogether(request.looks) };
    }
  }

  async #lookTogether(looks: readonly LookRequest[]): Promise<readonly LookAnswer[]> {
    const untilMs = this.#context.host.monotonic() + TOGETHER_MS;
    const answers: LookAnswer[] = [];
    for (const look of looks) {
      answers.push(await this.#look(look));
      if (this.#context.host.monotonic() >= untilMs) break;
    }
    return answers;
  }

  async #look(request: LookRequest): Promise<LookAnswer> {
    const config = this.#configs.get(request.config);
    if (config === undefined) return unknown('failed', 'it has no policy');
    beginOneOf(request.silent);
    try {
      return await this.#lookTwice(request, config);
    } catch (error) {
      this.#kept.delete(request.id);
      return whyNot(error);
    } finally {
      endOneOf();
    }
  }

  async #lookTwice(request: LookRequest, config: Config): Promise<LookAnswer> {
    try {
      return await this.#lookOnce(request, config);
    } catch (error) {
      if (!(error instanceof Changing)) throw error;
      // What was seen is of neither program.
      this.#kept.delete(request.id);
      return this.#lookOnce(request, config);
    }
  }

  async #lookOnce(request: LookRequest, config: Config): Promise<LookAnswer> {
    const { id } = request;
    const earlier = { before: this.#kept.get(id) ?? null, others: () => [...this.#kept.values()] };
    const found = await lookAt(request, this.#proc, config, earlier, this.#context);
    // The last one in the order is the one that was looked at last.
    this.#kept.delete(id);
    this.#kept.set(id, found);
    if (found.seen.ran > 0) this.#leftovers.more();
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
    return { ...found.seen, steady: found.trail !== null };
  }
}

function whyNot(error: unknown): LookAnswer {
  if (error instanceof Another) return unknown('ended', 'it ended while it was looked at');
  if (error instanceof Changing)
    return unknown('changing', 'it became another program twice while it was looked at');
  if (error instanceof NoProcess) {
    const { refusal } = error;
    const code: UnknownCode = ['denied', 'hidden'].includes(refusal.code) ? 'denied' : 'ended';
    return unknown(code, `its first process ${sentenceOf(refusal)}`);
  }
  return unknown('failed', safe(error instanceof Error ? error.message : String(error)));
}

function unknown(code: UnknownCode, reason: string): LookAnswer {
  return { kind: 'unknown', code, reason };
}
