import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../config/config.ts';
import type { Report } from '../../../core/documents/report.ts';
import { fails, type Severity } from '../../../core/severity.ts';
import { sha256 } from '../../../core/sha256.ts';
import { isoInstant } from '../../../core/time/instant.ts';
import { json } from '../../../report/json.ts';
import type { LookRequest, Seen } from '../../../serve/node/protocol.ts';
import { judge } from '../../../serve/watch/judging.ts';
import { type Observation, observeAgain } from '../../../serve/watch/observer.ts';
import { guard } from '../../../target/live/beside/guard.ts';
import { tellDue } from '../../../target/live/beside/notes.ts';
import type { Link } from '../../../target/process/glance.ts';
import { type Looked, look, type ProcessSeen } from '../../../target/process/look.ts';
import { momentNow } from '../../../target/process/moment.ts';
import { processHost } from '../../../target/process/process-host.ts';
import type { Context } from '../../command.ts';
import { seenFromOutside } from '../../outside/seen.ts';
import type { LookedAt } from './looked-at.ts';
import { type Standing, sameIn, sightsAfter, sightsAtFirst, sightsOf } from './standing.ts';
import { isOnTrail, JUDGED_MS, trailOf, WHOLE_MS } from './trail.ts';

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
  before: LookedAt | null,
  context: Context,
): Promise<LookedAt> {
  const { pid, startTime } = request;
  const nowMs = context.host.monotonic();
  if (before !== null && isOnTrail(request, `${proc}/${pid}`, config, before, nowMs))
    return { ...before, seen: { ...before.seen, ran: 0, durationMs: context.host.monotonic() - nowMs } };
  tellDue(nowMs + config.timeoutMs);
  // Access lists are told by programs alone, and none is started for containers that may be many.
  const looked = look(pid, null, guard, proc, before?.process ?? null);
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
  before: LookedAt | null,
  context: Context,
): Promise<LookedAt> {
  const operator = context.host;
  const startedMs = operator.monotonic();
  const sinceMs = operator.now();
  const host = processHost(operator, looked, null);
  const known =
    before !== null && before.observation.config === config && isSame(before.process, looked.seen)
      ? before
      : null;
  const was = known?.standing ?? null;
  const links = was?.links ?? new Map<string, Link>();
  const quickly = was !== null && !whole && startedMs - was.wholeMs < WHOLE_MS;
  // Before all else: what changes from here on differs from it at the next look.
  const crowded = quickly ? was.crowded : null;
  const now = known && sightsOf(known.observation, links, looked, host, { crowded, sinceMs });
  const same = was && now && sameIn(was, now);
  const wholeMs = quickly ? was.wholeMs : startedMs;
  const after = (observation: Observation): Standing | null =>
    known === null || now === null
      ? null
      : {
          sights: sightsAfter(now, was, known.observation, observation, same ?? NONE),
          ...{ crowded: now.crowded, links, wholeMs },
        };
  const stands = known !== null && same !== null && isWhole(known.observation, same);
  if (stands && !whole && startedMs - known.judgedMs < JUDGED_MS) {
    const seen = { ...known.seen, ran: 0, durationMs: operator.monotonic() - startedMs };
    return { ...known, seen, standing: after(known.observation), trail: trailOf(looked, now) };
  }
  const startedAt = isoInstant(operator.now());
  const { environment } = looked.seen;
  const target = {
    host,
    lacks: {
      of: { code: 'process', data: { pid } } as const,
      ...(environment.known ? {} : { environment: environment.why }),
    },
  };
  const foreign = await seenFromOutside(target, config, context);
  const registry = { probes: foreign.probes, link: context.link };
  const { observation, ran } = await observeAgain(
    registry,
    foreign.host,
    config,
    // What was seen of another program, or under another environment, is nothing of this one.
    known?.observation ?? null,
    { glanced: true, same: same ?? NONE },
  );
  const judgedMs = operator.monotonic();
  const durationMs = judgedMs - startedMs;
  const asked = { purpose: 'readiness', nowMs: operator.now(), startedAt, durationMs } as const;
  const depth = whole ? ('facts' as const) : ('verdict' as const);
  const report = await judge(registry, observation, { ...asked, depth });
  const found = { seen: seenOf(report, ran.length, whole), observation, process: looked.seen, judgedMs };
  if (known !== null || looked.mayBeSilent)
    return { ...found, standing: after(observation), trail: stands ? trailOf(looked, now) : null };
  // What the look held open may be another by now.
  looked.anew();
  const first = sightsOf(observation, links, looked, host, { crowded: null, sinceMs, asWritten: true });
  const sights = sightsAtFirst(first, observation);
  return {
    ...found,
    standing: { sights, crowded: first.crowded, links, wholeMs },
    trail: isWhole(observation, new Set(sights.keys())) ? trailOf(looked, first) : null,
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Everything that was looked at is there, and was looked at to its end. */
function isWhole({ dependencies, seen }: Observation, same: ReadonlySet<string>): boolean {
  const isEnded = seen.outcomes.every(({ inconclusive }) => inconclusive === undefined);
  return isEnded && [...dependencies.keys()].every((name) => same.has(name));
}

/** All that is known of a process once and for all but its files in /proc, which are looked at by their words. */
function isSame(one: ProcessSeen, other: ProcessSeen): boolean {
  const { own: _, ...before } = one;
  const { own: __, ...now } = other;
  return isDeepStrictEqual(before, now);
}

/** What is told of a report. A container of which nothing is wrong that is known, and not all is known, is neither ready nor the contrary. */
export function seenOf(report: Report, ran: number, whole: boolean): Seen {
  const { summary, probes, profile, durationMs } = report;
  const findings = probes.flatMap((probe) => probe.findings);
  const count = (weight: Severity) => findings.filter(({ severity }) => severity === weight).length;
  const open = probes.find(({ status }) => status === 'inconclusive');
  const isBad = findings.some((finding) => fails(finding, report.failOn));
  const isUnknown = report.verdict === 'not-ready' && !isBad && open !== undefined;
  const isNothing = report.verdict === 'not-ready' && !isBad && open === undefined;
  const rules = new Map<string, Seen['rules'][number]>();
  for (const finding of findings) {
    const { rule, severity } = finding;
    const key = `${rule} ${severity}`;
    const failing = fails(finding, report.failOn) || rules.get(key)?.fails === true;
    if (severity !== 'info') rules.set(key, { rule, severity, fails: failing });
  }
  const told = findings.filter(({ severity }) => severity !== 'info');
  const words = told.map(({ message, remedy }) => [message, remedy]);
  return {
    kind: 'seen',
    verdict: isUnknown ? 'unknown' : report.verdict,
    ...(isUnknown && { reason: `${open.name}: ${open.summary}` }),
    ...(isNothing && { reason: 'nothing was looked at: every probe was left out' }),
    summary: { error: count('error'), warning: count('warning'), unknown: summary.inconclusive },
    rules: [...rules.values()],
    words: told.length === 0 ? '' : sha256(Buffer.from(JSON.stringify(words))).slice(0, 16),
    profile: profile.name,
    ran,
    durationMs,
    ...(whole && { report: json(report) }),
  };
}
