import { httpDate } from './http-date.ts';

/** A server that says more means: not today. */
const MAX_SECONDS = 366 * 24 * 3600;

/** Milliseconds to wait by a `Retry-After` header, which names seconds or a date (RFC 9110, 10.2.3); null where it says nothing. */
export function retryAfter(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  const value = text.trim();
  if (/^\d{1,12}$/.test(value)) return Math.min(Number(value), MAX_SECONDS) * 1000;
  const at = httpDate(value);
  return at === null ? null : Math.min(Math.max(0, at - nowMs), MAX_SECONDS * 1000);
}

const FIRST_MS = 100;
const MOST_MS = 30_000;

/** What is waited where the server does not say: 100 ms, twice as long each time, at most 30 s. `attempt` begins with 1. */
export function backOff(attempt: number): number {
  return Math.min(MOST_MS, FIRST_MS * 2 ** (attempt - 1));
}
