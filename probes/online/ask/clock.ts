import { httpDate } from '../../../src/go/fetch/http-date.ts';
import type { Host } from '../../../src/target/host.ts';
import { addressText } from '../address.ts';
import type { ClockFact } from '../facts.ts';
import type { Lent } from '../lent.ts';
import { type Ask, throughOf } from './ask.ts';

/** A `Date` header has whole seconds. */
const SECOND_MS = 1000;

/**
 * How far the clock is from that of a server, by the `Date` header of its answer (RFC 9110, 6.6.1). The certificate is not
 * verified: with a wrong clock it would not be taken, and nothing but the date is believed.
 */
export async function askClock(
  text: string,
  { env }: Pick<Host, 'env'>,
  { network, left }: Ask,
  lent: Lent,
): Promise<ClockFact> {
  const { protocol, hostname, port, pathname, search } = new URL(text);
  const secure = protocol === 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const number = port === '' ? (secure ? 443 : 80) : Number(port);
  const out = lent.wayTo(env, host, number, secure ? 'https' : 'http');
  const said = { url: text, address: addressText({ host, port: number }), host, through: throughOf(out) };
  const nothing = { ahead: null, date: null };
  if (out.kind === 'other-proxy') return { ...said, ...nothing, ms: 0, failure: 'NOT_ASKED' };
  const answer = await network.request(
    {
      ...{ host, port: number, addresses: null, timeoutMs: left() },
      proxy: out.kind === 'proxy' ? out.server : null,
    },
    {
      ...{ method: 'HEAD', target: `${pathname}${search}`, headers: { 'user-agent': 'probe-env' } },
      maxBytes: 0,
      tls: secure ? { roots: [], refuses: () => null } : null,
    },
  );
  const { ms } = answer;
  if (!answer.ok) return { ...said, ...nothing, ms, failure: answer.failure };
  const date = httpDate(answer.headers.date ?? '');
  if (date === null) return { ...said, ...nothing, ms, failure: null };
  // The server wrote it after the request was begun and before the answer was there.
  const ahead = { least: answer.atMs - ms - date - SECOND_MS, most: answer.atMs - date };
  return { ...said, ms, failure: null, date, ahead };
}
