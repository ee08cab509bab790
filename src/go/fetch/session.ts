import { createHash } from 'node:crypto';
import type { RouteRequestMade } from '../../core/documents/route-online.ts';
import { shownUrl } from '../../core/redact/shown-url.ts';
import { type Asked, type Asker, askUrl } from './ask.ts';
import { isPassing } from './classify.ts';
import { backOff, retryAfter } from './retry-after.ts';

/** One run of asking: numbers its requests, and waits for nobody twice. */
export interface Session extends Asker {
  readonly id: string;
  /** How many requests have been made. */
  count(): number;
  /** The number of the next one. */
  next(): string;
  /** Sources that were waited for already. */
  readonly waitedFor: Set<string>;
  sleep(ms: number): Promise<void>;
}

/** A request and what is told of it. */
export interface Heard {
  readonly asked: Asked;
  readonly made: RouteRequestMade;
}

/** @param problem what go does not like in an answer of 200 */
export async function hear(
  url: string,
  session: Session,
  problem: (body: Buffer) => string | null = () => null,
  { attempt = 1, waitedMs = 0 } = {},
): Promise<Heard> {
  const id = session.next();
  const asked = await askUrl(url, id, session);
  const wrong = asked.kind === 'found' ? problem(asked.body) : null;
  const kind = wrong === null ? asked.kind : 'bad-answer';
  const made: RouteRequestMade = {
    id,
    url: shownUrl(url),
    urlSha256: createHash('sha256').update(withoutUser(url)).digest('hex'),
    attempt,
    kind,
    status: asked.status,
    failure: asked.failure,
    redirects: asked.redirects.map(shownUrl),
    proxy: asked.proxy,
    credentials: asked.credentials,
    durationMs: Math.round(asked.ms),
    retryAfterMs: retryAfter(asked.headers['retry-after'], asked.atMs ?? session.host.now()),
    waitedMs,
    problem: wrong,
  };
  return { asked: { ...asked, kind }, made };
}

function withoutUser(url: string): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

const MAX_ATTEMPTS = 5;

/**
 * Asks once more after 429, 502, 503 and 504, as long as the time lasts: whether it is better in a while. go does not; and no
 * source is waited for twice in one run.
 */
export async function hearAgain(
  first: Heard,
  url: string,
  source: string,
  session: Session,
  problem: (body: Buffer) => string | null,
): Promise<readonly Heard[]> {
  const heard = [first];
  if (!isPassing(first.asked.kind) || session.waitedFor.has(source)) return heard;
  session.waitedFor.add(source);
  for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt++) {
    const last = heard.at(-1) as Heard;
    const waitedMs = last.made.retryAfterMs ?? backOff(attempt - 1);
    // What is waited for must be heard too.
    if (!isPassing(last.asked.kind) || waitedMs + last.asked.ms >= session.left()) break;
    await session.sleep(waitedMs);
    heard.push(await hear(url, session, problem, { attempt, waitedMs }));
  }
  return heard;
}
