import type { Config } from './config/config.ts';
import type { ProbeReport, Report } from './core/documents/report.ts';
import { once } from './core/once.ts';
import type { AnyProbe, Profile, Registry } from './core/probe.ts';
import { doubtFails } from './core/purpose.ts';
import { safe } from './core/text/safe.ts';
import { isoInstant } from './core/time/instant.ts';
import type { Outcome } from './run/outcome.ts';
import { patienceOf } from './run/patience.ts';
import { decideProfile } from './run/profile.ts';
import { brokenOff, noProgress, type Progress } from './run/progress.ts';
import { runProbes, type View } from './run/run-probes.ts';
import { selected } from './run/select.ts';
import { sharingRuns } from './run/shared-runs.ts';
import type { Host } from './target/host.ts';
import { detectPlatform } from './target/system/platform.ts';
import { assess } from './verdict/assess.ts';
import { count, thresholdOf, uncheckedOf } from './verdict/counted.ts';
import { hostReport, labelsOf, toolReport } from './verdict/head.ts';
import { reasonText } from './verdict/reasons.ts';
import { exitCodeOf, nagiosExitCodeOf, verdictOf } from './verdict/verdict.ts';

/** How much of the report is needed: facts and the head of the report cost time of their own. */
export interface Detail {
  readonly facts: boolean;
  readonly info: boolean;
  /** Says what is new since another report. */
  readonly compare?: Compare;
  /** Files that the command of `run` names, the program itself first. */
  readonly programs?: readonly string[];
  /** Its words. */
  readonly command?: readonly string[];
  /** Monotonic time from which the deadline counts; default 0, the start of the process. */
  readonly startedMs?: number;
  /** The machine as one probe is to see it; null asks for the choice of the profile. */
  readonly view?: View;
  /** Of the probes that are to run, those that do; default all. */
  readonly again?: (probe: AnyProbe) => boolean;
  /** Where it is known already. */
  readonly profile?: Profile;
  /** Lets others have their turn, in a process that answers questions meanwhile. */
  readonly breathe?: () => Promise<void>;
}

export type Compare = (probes: readonly ProbeReport[]) => Pick<Report, 'probes' | 'baseline'>;

/** The one way through the house, and an answer in time whatever a probe does. */
export function makeReport(
  { probes, link }: Registry,
  machine: Host,
  config: Config,
  detail: Detail,
): Promise<Report> {
  const run = runOf({ probes, link }, machine, config, detail);
  const progress = noProgress();
  const { watch } = machine;
  if (watch === undefined) return report(run, progress, () => observe(run, progress));
  const deadlineMs = deadlineOf(run);
  const patienceMs = patienceOf(machine.monotonic() - (detail.startedMs ?? 0));
  return new Promise((resolve, reject) => {
    let known = false;
    // Whoever waits for it goes on outside of the watch: an answer that was broken off while it is written is none.
    const handOver =
      <T>(settle: (value: T) => void) =>
      (value: T) => {
        setImmediate(settle, value);
        known = true;
      };
    const answer = (seen: () => Seen | Promise<Seen>) => () =>
      void report(run, progress, async () => seen()).then(handOver(resolve), handOver(reject));
    const rest = (keep: 'settled' | 'nothing') => () => ({
      profile: progress.profile ?? UNDECIDED,
      outcomes: brokenOff(run.probes, progress, keep),
    });
    const again = (keep: 'settled' | 'nothing', stuck: () => void) => () => {
      if (!known) watch(machine.monotonic() + patienceMs, answer(rest(keep)), stuck);
    };
    const givenUp = () => {
      throw new Error('the report was not done long after the deadline');
    };
    const inTurn = again('settled', again('nothing', givenUp));
    watch(
      deadlineMs + patienceMs,
      answer(() => observe(run, progress)),
      inTurn,
    );
  });
}

/** What is needed on the way. */
export function runOf({ probes, link }: Registry, machine: Host, config: Config, detail: Detail): Run {
  return {
    probes: selected(probes, config, machine, detail.command ?? []),
    link,
    host: sharingRuns(machine),
    config,
    detail,
    startedAt: isoInstant(machine.now()),
  };
}

export interface Run extends Registry {
  readonly host: Host;
  readonly config: Config;
  readonly detail: Detail;
  readonly startedAt: string;
}

/** What the probes saw, and under which profile. */
export interface Seen {
  readonly profile: Profile;
  readonly outcomes: readonly Outcome[];
}

const UNDECIDED: Profile = { name: 'build', why: { code: 'undecided', data: {} } };

function deadlineOf({ config, detail }: Run): number {
  return (detail.startedMs ?? 0) + config.timeoutMs;
}

/** The first half of the way. */
export async function observe(run: Run, progress: Progress): Promise<Seen> {
  const { probes, host, config, detail } = run;
  const deadlineMs = deadlineOf(run);
  host.dueAt?.(deadlineMs);
  const names = probes.map(({ name }) => name);
  const active = config.demands.filter(({ probe }) => names.includes(probe));
  const { view, again, breathe } = detail;
  const profile = detail.profile ?? decideProfile(config.profile, view?.(host, null) ?? host, active);
  progress.profile = profile;
  const outcomes = await runProbes(again === undefined ? probes : probes.filter(again), host, {
    ...(view && { view }),
    ...(breathe && { breathe }),
    policy: config.policy,
    profile,
    purpose: config.purpose,
    startedMs: detail.startedMs ?? 0,
    details: detail.facts || detail.info,
    programs: detail.programs ?? [],
    command: detail.command ?? [],
    deadlineMs,
    progress,
  });
  return { profile, outcomes };
}

/** Observe in parallel, judge, link, policy, verdict. */
export async function report(
  { link, host, config, detail, startedAt }: Run,
  progress: Progress,
  observed: () => Promise<Seen>,
): Promise<Report> {
  const { profile, outcomes: seen } = await observed();
  const outcomes = link(seen);

  const platform = once(() => detectPlatform(host));
  const assessments: ProbeReport[] = [];
  for (const outcome of outcomes) {
    progress.at = outcome.probe;
    await detail.breathe?.();
    const assessed = await assess(outcome, {
      policy: config.policy,
      purpose: config.purpose,
      now: host.now(),
      info: detail.info,
      env: host.env,
      platform,
    });
    if (detail.facts) await detail.breathe?.();
    assessments.push(
      detail.facts
        ? { ...assessed, ...(await (await import('./verdict/details.ts')).detailsOf(outcome, host)) }
        : assessed,
    );
  }

  const { probes: reports, ...since } = detail.compare?.(assessments) ?? { probes: assessments };
  const failOn = thresholdOf(config, detail.compare !== undefined);
  const verdict = verdictOf(reports, { failOn, doubtFails: doubtFails(config) });
  return {
    schemaVersion: 1,
    tool: toolReport(host),
    verdict,
    exitCode: config.format === 'nagios' ? nagiosExitCodeOf(reports, failOn) : exitCodeOf(verdict),
    for: config.purpose,
    failOn,
    strict: config.strict,
    profile: { name: profile.name, reason: safe(await reasonText(profile.why)) },
    labels: config.format === 'text' && !detail.facts ? {} : await labelsOf(host, config),
    startedAt,
    durationMs: host.monotonic(),
    target: host.target ?? { kind: 'live' },
    ...since,
    host: detail.facts
      ? (await import('./verdict/details.ts')).hostDetails(host, platform())
      : hostReport(host),
    summary: count(reports),
    unchecked: uncheckedOf(config.demands, reports),
    probes: reports,
  };
}
