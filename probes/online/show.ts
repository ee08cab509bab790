import { shortDuration } from '../../src/core/time/duration.ts';
import { isoInstant } from '../../src/core/time/instant.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { ClockFact, NameFact, OnlineFacts, ServerFact, Shaken } from './facts.ts';
import { secondsOff } from './judge/clock.ts';

/** `3 of 4 servers and 1 of 1 names answer` */
export function summaryOf({ servers, names, clocks }: OnlineFacts): string {
  const taken = servers.filter(({ shaken }) => shaken?.verdicts.every(({ refusal }) => refusal === null));
  const found = names.filter(({ failure }) => failure === null);
  const parts = [
    ...(servers.length === 0 ? [] : [`TLS with ${taken.length} of ${servers.length} servers`]),
    ...(clocks.length === 0 ? [] : [clockText(clocks)]),
    ...(names.length === 0 ? [] : [`${found.length} of ${names.length} names have addresses`]),
  ];
  return parts.length === 0 ? 'nobody was asked' : parts.join(', ');
}

function clockText(clocks: readonly ClockFact[]): string {
  const off = clocks.flatMap(({ ahead }) => (ahead === null ? [] : Math.abs(secondsOff(ahead))));
  const least = Math.min(...off);
  if (off.length === 0) return 'clock not compared';
  return least === 0 ? 'clock right' : `clock off by ${shortDuration(least * 1000)}`;
}

export function reportOf({ servers, names, clocks }: OnlineFacts): JsonObject {
  return {
    servers: servers.map(serverOf),
    names: names.map(nameOf),
    ...(clocks.length === 0 ? {} : { clocks: clocks.map(clockOf) }),
  };
}

function clockOf({ url, through, ms, date, ahead, failure }: ClockFact): JsonObject {
  return {
    url,
    proxy: through === null ? null : { variable: through.variable, url: through.shown },
    durationMs: Math.round(ms),
    date: date === null ? null : isoInstant(date),
    aheadMs: ahead === null ? null : { least: Math.round(ahead.least), most: Math.round(ahead.most) },
    ...(failure === null ? {} : { failure: failureOf(failure) }),
  };
}

function serverOf({ address, through, ms, shaken, failure }: ServerFact): JsonObject {
  return {
    address,
    proxy: through === null ? null : { variable: through.variable, url: through.shown },
    durationMs: Math.round(ms),
    ...(shaken === null ? { failure: failureOf(failure) } : shakenOf(shaken)),
  };
}

function failureOf(failure: ServerFact['failure']): JsonObject | string | null {
  return failure === null || typeof failure === 'string' ? failure : { ...failure };
}

function shakenOf({ protocol, address, chain, verdicts }: Shaken): JsonObject {
  return {
    connectedTo: address,
    protocol,
    chain: chain.map(({ subject, issuer, notBefore, notAfter, sha256, names }) => ({
      subject,
      issuer,
      notBefore,
      notAfter,
      sha256,
      names: names.slice(0, 16),
    })),
    verdicts: Object.fromEntries(
      verdicts.map(({ runtime, refusal }) => [runtime, refusal === null ? 'accepted' : refusal.code]),
    ),
  };
}

function nameOf({ name, addresses, failure, ms }: NameFact): JsonObject {
  return {
    name,
    addresses: [...addresses],
    durationMs: Math.round(ms),
    ...(failure === null ? {} : { failure: failure.code }),
  };
}
