import { reasonText } from '../../../verdict/reasons.ts';
import type { UnknownCode } from '../protocol.ts';
import { afterStrike, nextLook, type State, strikesInWords } from '../state.ts';
import type { Outcome } from './lane.ts';

/** When a look came back, or was given up. */
export interface TakenAt {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly monotonicMs: number;
  readonly intervalMs: number;
  /** Between 0 and 1. */
  readonly random: number;
}

/** Answers after which the next scan knows more, milliseconds until the look behind it. */
const SOON: readonly UnknownCode[] = ['ended', 'changing'];
const SOON_MS = 2000;

/** A look that took so long and did not come to its end would take as long again, milliseconds. */
const LONG_MS = 500;

/** There is more in it than can be looked at before the deadline: others do not wait for the next try. */
function isEndless(answer: State['answer']): boolean {
  return answer?.kind === 'seen' && answer.verdict === 'unknown' && answer.durationMs >= LONG_MS;
}

/** Writes down what a look brought, and when the next one is due. */
export async function take(
  state: State,
  outcome: Outcome,
  { atMs, monotonicMs, intervalMs, random }: TakenAt,
): Promise<void> {
  if (!outcome.ok) {
    state.strikes++;
    state.nextMs = afterStrike(monotonicMs, intervalMs, state.strikes);
    const when = strikesInWords(state.strikes, state.nextMs, monotonicMs);
    state.answer = { kind: 'unknown', code: 'silent', reason: `${await reasonText(outcome.why)}; ${when}` };
    return;
  }
  const { answer } = outcome;
  if (answer.kind === 'done' || answer.kind === 'looked') return;
  const isUnknown = answer.kind === 'unknown';
  if (!isUnknown || answer.code !== 'suspended') {
    state.strikes = 0;
    state.suspect = state.silent.size > 0 || isEndless(answer);
  }
  state.answer = answer;
  state.observed = { atMs, monotonicMs };
  state.nextMs =
    isUnknown && SOON.includes(answer.code)
      ? monotonicMs + SOON_MS
      : nextLook(monotonicMs, intervalMs, random);
}
