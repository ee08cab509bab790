import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { type CommonReason, CUT } from '../../src/core/reason.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import type { PodFacts } from '../../src/target/pod/facts.ts';
import type { Question } from '../../src/target/posix/sockets/socket.ts';
import { judgeManifest } from './judge/free.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import type { ListenersReason } from './reasons.ts';
import type { ListenersFinding } from './rules/index.ts';
import { reportOf, summaryOf } from './show.ts';

/** What there is at the ports, and what is wrong with it. */
export interface Seen {
  readonly findings: readonly (ListenersFinding & { readonly causedBy?: string })[];
  readonly summary: string;
  readonly report: JsonObject;
}

const QUESTIONS: Readonly<Record<string, Question>> = { readiness: 'served', preflight: 'free' };

export async function see(
  host: Host,
  context: Pick<ProbeContext<Seen>, 'policy' | 'purpose' | 'details' | 'deadline'>,
): Promise<Observed<Seen, ListenersReason | CommonReason>> {
  const question = QUESTIONS[context.purpose];
  if (question === undefined) {
    const { purpose } = context;
    return { facts: NOTHING, skipped: { code: 'not-for-purpose', data: { purpose } } };
  }
  if (host.pod !== undefined) return ofManifest(host.pod);
  if (context.policy.listeners.ports.length === 0)
    return { facts: NOTHING, skipped: { code: 'no-port', data: {} } };
  const facts = observe(host, context, question);
  const findings = judge(facts, question);
  const incomplete = facts.late && question === 'served' ? { incomplete: CUT } : {};
  return { ...incomplete, facts: { findings, summary: summaryOf(facts, question), report: reportOf(facts) } };
}

/** Of a pod that does not run yet: which of its ports its user may not have on every node. */
function ofManifest(pod: PodFacts): Observed<Seen, ListenersReason> {
  const { lowPorts } = pod;
  if (lowPorts.length === 0) return { facts: NOTHING, skipped: { code: 'not-running', data: {} } };
  const findings = judgeManifest(pod);
  const ports = lowPorts.map(({ port, protocol }) => ({ port, protocol }));
  return {
    facts: {
      findings,
      summary: `to be bound: ${ports.map(({ port }) => port).join(', ')}`,
      report: { ports },
    },
  };
}

const NOTHING: Seen = { findings: [], summary: '', report: {} };
