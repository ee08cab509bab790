import type { State } from '../state.ts';

/** Looks that are asked for with one question, at most. */
const MOST_TOGETHER = 64;

/** So much of an interval sooner one is looked at together with others that are due; at most so long, milliseconds. */
const [SOONER, MOST_SOONER_MS] = [0.1, 1000];

export interface Due {
  readonly alone: readonly State[];
  readonly together: readonly (readonly State[])[];
}

/** Which containers are looked at now: those of which little is to be expected together. Pure. */
export function dueOf(states: Iterable<State>, nowMs: number, intervalMs: number): Due {
  const free = [...states].filter(({ asked, container }) => !asked && container.sandbox === null);
  // Of who has waited longest the last look grows old first.
  const alone = free
    .filter((state) => !isSteady(state) && nowMs >= state.nextMs)
    .sort((a, b) => a.nextMs - b.nextMs);
  const steady = free.filter(isSteady);
  if (!steady.some(({ nextMs }) => nowMs >= nextMs)) return { alone, together: [] };
  const untilMs = nowMs + Math.min(MOST_SOONER_MS, intervalMs * SOONER);
  const near = steady.filter(({ nextMs }) => untilMs >= nextMs).sort((a, b) => a.nextMs - b.nextMs);
  const together: State[][] = [];
  for (let from = 0; from < near.length; from += MOST_TOGETHER)
    together.push(near.slice(from, from + MOST_TOGETHER));
  return { alone, together };
}

function isSteady({ answer, suspect, silent }: State): boolean {
  return answer?.kind === 'seen' && answer.steady && !suspect && silent.size === 0;
}
