import type { ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import type { Network } from '../../src/target/network.ts';
import { parseAddress } from './address.ts';
import { type Ask, lookUp } from './ask/ask.ts';
import { askClock } from './ask/clock.ts';
import { askServer } from './ask/server.ts';
import type { OnlineFacts } from './facts.ts';
import type { Lent } from './lent.ts';

/** Kept back for what is made of the answers, milliseconds. */
const RESERVE_MS = 150;

/** Asks everybody at once: names by the system's resolver, servers through the proxy that go would ask. */
export async function observe(
  host: Host & { readonly network: Network },
  context: ProbeContext<never>,
  lent: Lent,
): Promise<OnlineFacts> {
  const { tls, names, clock } = context.policy.online;
  const { deadline } = context;
  const left = () => Math.max(1, deadline.remainingMs() - RESERVE_MS);
  const servers = tls.flatMap((text) => parseAddress(text) ?? []);
  const trust = servers.length === 0 ? null : await lent.trust(host, context);
  if (deadline.expired() || trust?.cut)
    return { now: host.now(), names: [], servers: [], clocks: [], cut: true };
  const ask: Ask = { network: host.network, left, now: host.now() };
  const [asked, shaken, clocks] = await Promise.all([
    Promise.all(names.map((name) => lookUp(name, ask))),
    trust === null
      ? []
      : Promise.all(
          servers.map((server) =>
            askServer(server, lent.wayTo(host.env, server.host, server.port), trust, ask),
          ),
        ),
    Promise.all(clock.map((url) => askClock(url, host, ask, lent))),
  ]);
  return { now: ask.now, names: asked, servers: shaken, clocks, cut: false };
}
