import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { type CommonReason, CUT } from '../../src/core/reason.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import { judge } from './judge.ts';
import type { Lent } from './lent.ts';
import { observe } from './observe.ts';
import type { OnlineReason } from './reasons.ts';
import type { OnlineFinding } from './rules/index.ts';
import { reportOf, summaryOf } from './show.ts';

/** What others answered, and what is wrong with it. */
export interface Seen {
  readonly findings: readonly OnlineFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

const NOTHING: Seen = { findings: [], summary: '', report: {} };

export async function see(
  host: Host,
  context: ProbeContext<Seen>,
  lent: Lent,
): Promise<Observed<Seen, OnlineReason | CommonReason>> {
  const { purpose, policy } = context;
  const { network } = host;
  if (purpose === 'liveness')
    return { facts: NOTHING, skipped: { code: 'not-for-purpose', data: { purpose } } };
  if (
    network === undefined ||
    [policy.online.tls, policy.online.names, policy.online.clock].flat().length === 0
  )
    return { facts: NOTHING, skipped: { code: 'nobody-to-ask', data: {} } };
  const facts = await observe({ ...host, network }, context, lent);
  return {
    facts: {
      findings: judge(facts, policy.online),
      summary: summaryOf(facts),
      report: reportOf(facts),
    },
    ...(facts.cut ? { incomplete: CUT } : {}),
  };
}
