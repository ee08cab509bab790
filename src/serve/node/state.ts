import type { Silence } from '../../core/reason.ts';
import { shortDuration } from '../../core/time/duration.ts';
import type { NodeContainer } from '../../target/node/container.ts';
import { OUTSIDE } from '../../target/node/process-name.ts';
import { staleness } from '../freshness.ts';
import type { LookAnswer, Seen } from './protocol.ts';

export type Verdict = 'ready' | 'not-ready' | 'unknown';

/** What is known of one container. */
export interface State {
  container: NodeContainer;
  answer: LookAnswer | null;
  /** Wall clock and monotonic, of the last look that came back; null before. */
  observed: { readonly atMs: number; readonly monotonicMs: number } | null;
  /** Monotonic. */
  nextMs: number;
  /** It waits for its look, or is being looked at. */
  asked: boolean;
  /** Looks in a row that did not come back. */
  strikes: number;
  /** It has not answered, and not yet all of it since, or its last look came to no end: nobody else waits for it. */
  suspect: boolean;
  /** Mounts that did not answer, and until when they are not touched again, monotonic. */
  silent: Map<string, { readonly why: Silence; readonly untilMs: number }>;
}

export function newState(container: NodeContainer, nowMs: number): State {
  const silent = new Map<string, { readonly why: Silence; readonly untilMs: number }>();
  return {
    container,
    answer: null,
    observed: null,
    nextMs: nowMs,
    asked: false,
    strikes: 0,
    suspect: false,
    silent,
  };
}

/** What may be said of a container now. */
export interface Known {
  readonly verdict: Verdict;
  /** Why it is unknown. */
  readonly reason: string | null;
  readonly seen: Seen | null;
}

/** An old look says nothing of now: never is a container ready that was not looked at. Pure. */
export function knownOf({ container, answer, observed }: State, nowMs: number, intervalMs: number): Known {
  if (container.sandbox === OUTSIDE)
    return unknown('its first process has the mounts of the node: no root of its own is to be seen');
  if (container.sandbox !== null)
    return unknown(`${container.sandbox} hides what runs there: only inside can it be looked at`);
  if (answer === null) return unknown('it has not been looked at yet');
  if (answer.kind === 'unknown') return unknown(answer.reason);
  const stale = staleness(observed?.monotonicMs ?? null, nowMs, intervalMs);
  if (stale !== null) return unknown(stale);
  return { verdict: answer.verdict, reason: answer.reason ?? null, seen: answer };
}

function unknown(reason: string): Known {
  return { verdict: 'unknown', reason, seen: null };
}

/** A tenth sooner or later, so that looks do not come to be at once. Pure. */
export function nextLook(nowMs: number, intervalMs: number, random: number): number {
  return nowMs + intervalMs * (0.9 + 0.2 * random);
}

/** The longest that one which does not answer is left alone, in intervals. */
const MOST_INTERVALS = 32;

/** Twice as late with each look that did not come back. Pure. */
export function afterStrike(nowMs: number, intervalMs: number, strikes: number): number {
  return nowMs + intervalMs * Math.min(MOST_INTERVALS, 2 ** strikes);
}

export function strikesInWords(strikes: number, nextMs: number, nowMs: number): string {
  const wait = shortDuration(Math.max(1, Math.round((nextMs - nowMs) / 1000)) * 1000);
  return `${strikes === 1 ? '' : `${strikes} times in a row; `}the next look is in ${wait}`;
}
