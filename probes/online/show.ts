import type { JsonObject } from '../../src/core/types/json.ts';
import type { NameFact, OnlineFacts, ServerFact, Shaken } from './facts.ts';

/** `3 of 4 servers and 1 of 1 names answer` */
export function summaryOf({ servers, names }: OnlineFacts): string {
  const taken = servers.filter(({ shaken }) => shaken?.verdicts.every(({ refusal }) => refusal === null));
  const found = names.filter(({ failure }) => failure === null);
  const parts = [
    ...(servers.length === 0 ? [] : [`TLS with ${taken.length} of ${servers.length} servers`]),
    ...(names.length === 0 ? [] : [`${found.length} of ${names.length} names have addresses`]),
  ];
  return parts.length === 0 ? 'nobody was asked' : parts.join(', ');
}

export function reportOf({ servers, names }: OnlineFacts): JsonObject {
  return { servers: servers.map(serverOf), names: names.map(nameOf) };
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
