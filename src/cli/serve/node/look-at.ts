import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../config/config.ts';
import type { Report } from '../../../core/documents/report.ts';
import type { Severity } from '../../../core/severity.ts';
import { isoInstant } from '../../../core/time/instant.ts';
import { json } from '../../../report/json.ts';
import type { LookRequest, Seen } from '../../../serve/node/protocol.ts';
import { judge } from '../../../serve/watch/judging.ts';
import { type Observation, observeAgain } from '../../../serve/watch/observer.ts';
import { guard } from '../../../target/live/beside/guard.ts';
import { type Looked, look, momentNow } from '../../../target/process/look.ts';
import { processHost } from '../../../target/process/process-host.ts';
import type { Context } from '../../command.ts';
import { seenFromOutside } from '../../outside/seen.ts';

/** What one look brought, and what the next one begins with. */
export interface LookedAt {
  readonly seen: Seen;
  readonly observation: Observation;
}

/** It became another program meanwhile: what was seen is of neither. */
export class Changing extends Error {}

/** Another process has the number by now. */
export class Another extends Error {}

/**
 * One look at a container through one of its processes, whose facts are kept as long as what they follow from stays as it is. When
 * it is over nothing of the container is held open.
 *
 * @throws NoProcess, Changing, Another
 */
export async function lookAt(
  request: LookRequest,
  proc: string,
  config: Config,
  before: Observation | null,
  context: Context,
): Promise<LookedAt> {
  const { pid, startTime } = request;
  // Access lists are told by programs alone, and none is started for containers that may be many.
  const looked = look(pid, null, guard, proc);
  try {
    if (looked.seen.moment.startTime !== startTime) throw new Another();
    const found = await throughIt(looked, request, config, before, context);
    if (!isDeepStrictEqual(momentNow(pid, proc), looked.seen.moment)) throw new Changing();
    return found;
  } finally {
    looked.close();
  }
}

async function throughIt(
  looked: Looked,
  { pid, whole }: LookRequest,
  config: Config,
  before: Observation | null,
  context: Context,
): Promise<LookedAt> {
  const operator = context.host;
  const startedMs = operator.monotonic();
  const startedAt = isoInstant(operator.now());
  const { environment } = looked.seen;
  const target = {
    host: processHost(operator, looked, null),
    lacks: {
      of: { code: 'process', data: { pid } } as const,
      ...(environment.known ? {} : { environment: environment.why }),
    },
  };
  const { host, probes } = await seenFromOutside(target, config, context);
  const registry = { probes, link: context.link };
  const { observation, ran } = await observeAgain(registry, host, config, before);
  const durationMs = operator.monotonic() - startedMs;
  const asked = { purpose: 'readiness', nowMs: operator.now(), startedAt, durationMs } as const;
  const depth = whole ? ('facts' as const) : ('verdict' as const);
  const report = await judge(registry, observation, { ...asked, depth });
  return { seen: seenOf(report, ran.length, whole), observation };
}

/** A container of which nothing is wrong that is known, and not all is known, is neither ready nor the contrary. */
function seenOf(report: Report, ran: number, whole: boolean): Seen {
  const { summary, probes, profile, durationMs } = report;
  const findings = probes.flatMap((probe) => probe.findings);
  const count = (weight: Severity) => findings.filter(({ severity }) => severity === weight).length;
  const open = probes.find(({ status }) => status === 'inconclusive');
  const fails = probes.some(({ status }) => status === 'fail');
  const isUnknown = report.verdict === 'not-ready' && !fails && open !== undefined;
  const rules = new Map<string, Seen['rules'][number]>();
  for (const { rule, severity } of findings)
    if (severity !== 'info') rules.set(`${rule} ${severity}`, { rule, severity });
  return {
    kind: 'seen',
    verdict: isUnknown ? 'unknown' : report.verdict,
    ...(isUnknown && { reason: `${open.name}: ${open.summary}` }),
    summary: { error: count('error'), warning: count('warning'), unknown: summary.inconclusive },
    rules: [...rules.values()],
    profile: profile.name,
    ran,
    durationMs,
    ...(whole && { report: json(report) }),
  };
}
