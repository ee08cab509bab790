import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../config/config.ts';
import { isoInstant } from '../../../core/time/instant.ts';
import type { LookRequest } from '../../../serve/node/protocol.ts';
import { foundAt } from '../../../serve/watch/found-at.ts';
import { judge } from '../../../serve/watch/judging.ts';
import { type Observation, observeAgain } from '../../../serve/watch/observer.ts';
import type { Link } from '../../../target/process/glance.ts';
import type { Looked, ProcessSeen } from '../../../target/process/look.ts';
import { processHost } from '../../../target/process/process-host.ts';
import type { Context } from '../../command.ts';
import { seenFromOutside } from '../../outside/seen.ts';
import type { Earlier, LookedAt } from './looked-at.ts';
import { seenOf } from './seen-of.ts';
import { crowdedInLayers, hasCrowdsOfImage, hasSameProbes, sameOfSibling, siblingOf } from './sibling.ts';
import { type SightsNow, type Standing, sameIn, sightsAfter, sightsAtFirst, sightsOf } from './standing.ts';
import { JUDGED_MS, trailOf, WHOLE_MS } from './trail.ts';

/** How much of what was seen before counts. */
interface Compared {
  readonly of: LookedAt;
  readonly was: Standing | null;
  readonly links: Map<string, Link>;
  readonly now: SightsNow;
  /** Probes (and the choice of the profile) to which everything is as it was. */
  readonly same: ReadonlySet<string>;
  /** Monotonic: when each single thing was asked. */
  readonly wholeMs: number;
}

/**
 * What a process that is held open shows, in place of what was seen of it, or of another container of its image, before.
 *
 * @param isSame its trail tells that all is as it was before
 */
export async function lookThrough(
  looked: Looked,
  { pid, whole }: LookRequest,
  config: Config,
  { before, others, isSame: isOnTrail }: Earlier & { readonly isSame: boolean },
  context: Context,
): Promise<LookedAt> {
  const operator = context.host;
  const startedMs = operator.monotonic();
  const sinceMs = operator.now();
  // Who reads of it is elsewhere, and what runs there may be hostile: nobody is to run its shell as root of the node.
  const host = { ...processHost(operator, looked, null), reachedBy: null };
  const known =
    before !== null && before.observation.config === config && isSame(before.process, looked.seen)
      ? before
      : null;
  const { environment } = looked.seen;
  const target = {
    host,
    lacks: {
      of: { code: 'process', data: { pid } } as const,
      ...(environment.known ? {} : { environment: environment.why }),
    },
  };
  // Before all else: what changes from here on differs from it at the next look.
  const own = known && !isOnTrail ? comparedWithItself(known) : null;
  const stands = own !== null && own.was !== null && isWhole(own.of.observation, own.same);
  if (stands && !whole && startedMs - own.of.judgedMs < JUDGED_MS) {
    const seen = { ...own.of.seen, ran: 0, durationMs: operator.monotonic() - startedMs };
    const standing = standingAfter(own, own.of.observation);
    return { ...own.of, seen, standing, trail: trailOf(looked, own.now) };
  }
  const startedAt = isoInstant(operator.now());
  const foreign = await seenFromOutside(target, config, context);
  const registry = { probes: foreign.probes, link: context.link };
  if (known !== null && isOnTrail)
    return { ...known, ...(await judged({ ...known.observation, host: foreign.host }, 0)) };
  const compared = own ?? comparedWithSibling(foreign);
  const { observation, ran } = await observeAgain(
    registry,
    foreign.host,
    config,
    // What was seen of another program, or under another environment, is nothing of this one.
    compared?.of.observation ?? null,
    { glanced: true, same: compared?.same ?? NONE },
  );
  const found = await judged(observation, ran.length);
  if (compared !== null || looked.mayBeSilent)
    return {
      ...found,
      standing: compared && standingAfter(compared, observation),
      trail: stands ? trailOf(looked, own.now) : null,
    };
  // What the look held open may be another by now.
  looked.anew();
  const links = new Map<string, Link>();
  const first = sightsOf(observation, links, looked, host, { crowded: null, sinceMs, asWritten: true });
  const sights = sightsAtFirst(first, observation);
  const { crowded, crowds } = first;
  return {
    ...found,
    standing: { sights, crowded, crowds, links, wholeMs: startedMs },
    trail: isWhole(observation, new Set(sights.keys())) ? trailOf(looked, first) : null,
  };

  async function judged(observation: Observation, ran: number) {
    const judgedMs = operator.monotonic();
    const [durationMs, nowMs] = [judgedMs - startedMs, operator.now()];
    const report = await judge(registry, observation, {
      ...{ purpose: 'readiness', depth: whole ? 'facts' : 'verdict' },
      ...{ nowMs, startedAt, durationMs },
    });
    const seen = seenOf(report, ran, whole);
    const found = foundAt(observation, nowMs);
    return { seen, observation, process: looked.seen, layers: looked.layers, judgedMs, found };
  }

  function comparedWithItself(of: LookedAt): Compared {
    const was = of.standing;
    const links = was?.links ?? new Map<string, Link>();
    const isQuick =
      was !== null && !whole && (startedMs - was.wholeMs < WHOLE_MS || hasCrowdsOfImage(of, others()));
    const crowded = isQuick ? was.crowded : null;
    const now = sightsOf(of.observation, links, looked, host, { crowded, sinceMs });
    const same = was === null ? NONE : sameIn(was, now);
    return { of, was, links, now, same, wholeMs: isQuick ? was.wholeMs : startedMs };
  }

  function comparedWithSibling({ probes, host: seen }: Pick<Context, 'probes' | 'host'>): Compared | null {
    const of = siblingOf(looked, config, others());
    const was = of?.standing ?? null;
    if (of === null || was === null || !hasSameProbes(of, probes, config, seen)) return null;
    const crowded = crowdedInLayers(was, looked.layers);
    const { links } = was;
    const now = sightsOf(of.observation, links, looked, host, { crowded, sinceMs });
    return { of, was, links, now, same: sameOfSibling(of, was, now, host), wholeMs: startedMs };
  }
}

const NONE: ReadonlySet<string> = new Set();

function standingAfter({ of, was, links, now, same, wholeMs }: Compared, observation: Observation): Standing {
  const sights = sightsAfter(now, was, of.observation, observation, same);
  return { sights, crowded: now.crowded, crowds: now.crowds, links, wholeMs };
}

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
