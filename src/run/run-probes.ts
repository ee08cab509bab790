import type { Policy } from '../core/policy/policy.ts';
import type { AnyProbe, Observed, ProbeContext, Profile } from '../core/probe.ts';
import type { Purpose } from '../core/purpose.ts';
import { type CommonReason, CUT, type Reason } from '../core/reason.ts';
import type { RawFinding } from '../core/rule.ts';
import type { JsonObject } from '../core/types/json.ts';
import type { Host } from '../target/host.ts';
import { deadlineAt } from './deadline.ts';
import type { Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { witness } from './witness.ts';

/** The machine as one probe is to see it. */
export type View = (host: Host, probe: string | null) => Host;

export interface RunOptions {
  /** Default: as it is. */
  readonly view?: View;
  readonly policy: Policy;
  readonly profile: Profile;
  /** Default readiness. */
  readonly purpose?: Purpose;
  readonly details: boolean;
  /** Files that the command of `run` names. */
  readonly programs?: readonly string[];
  /** Its words. */
  readonly command?: readonly string[];
  /** Monotonic time at which the whole run must have its answer. */
  readonly deadlineMs: number;
  /** Monotonic time at which the run began; default now. */
  readonly startedMs?: number;
  /** Where to write down how far they are. */
  readonly progress?: Progress;
  /** Lets others have their turn before each probe, and within those that take long. */
  readonly breathe?: () => Promise<void>;
}

/** Time kept back from the probes for judging, rendering and writing. */
const RESERVE_MS = 40;

/** How long behind its deadline a probe is cut. */
const CUT_AFTER_MS = 25;

/** Runs all probes at once and returns their outcomes in the order of `probes`. Never throws. */
export async function runProbes(
  probes: readonly AnyProbe[],
  host: Host,
  options: RunOptions,
): Promise<readonly Outcome[]> {
  const { breathe } = options;
  const running: Promise<Outcome>[] = [];
  for (const probe of probes) {
    if (breathe) await breathe();
    running.push(runOne(probe, host, options));
  }
  return Promise.all(running);
}

async function runOne(probe: AnyProbe, host: Host, options: RunOptions): Promise<Outcome> {
  const { progress } = options;
  const atWork = () => {
    if (progress !== undefined) progress.at = probe;
  };
  const outcome = await outcomeOf(probe, host, options, atWork);
  progress?.settled.set(probe, outcome);
  return outcome;
}

async function outcomeOf(
  probe: AnyProbe,
  host: Host,
  options: RunOptions,
  atWork: () => void,
): Promise<Outcome> {
  const { policy, profile, purpose = 'readiness', details } = options;
  const skipped: Reason | undefined =
    (probe.profiles?.includes(profile.name) ?? true)
      ? probe.leftOut
      : { code: 'not-in-profile', data: { profile: profile.name } };
  if (skipped !== undefined) return { probe, durationMs: 0, skipped, findings: [] };
  const started = host.monotonic();
  let seen: unknown;
  const context: ProbeContext<unknown> = {
    policy,
    profile,
    purpose,
    details,
    programs: options.programs ?? [],
    command: options.command ?? [],
    deadline: deadlineAt(options.deadlineMs - RESERVE_MS, host.monotonic, options.startedMs),
    sofar: (facts) => {
      seen = facts;
    },
    ...(options.breathe && { breathe: options.breathe }),
  };
  const witnessed = witness(options.view?.(host, probe.name) ?? host, atWork);
  atWork();
  const observed = await withinDeadline(observe(probe, witnessed.host, context), context);
  const silence = witnessed.silence();
  const durationMs = () => host.monotonic() - started;
  // What a probe makes of files that could not be asked is about no file.
  if (silence !== null) return { probe, durationMs: durationMs(), inconclusive: silence, findings: [] };
  if (observed.skipped !== undefined)
    return { probe, durationMs: durationMs(), skipped: observed.skipped, findings: [] };
  const facts = observed.facts ?? seen;
  atWork();
  const judged = facts === undefined || observed.abandoned ? { findings: [] } : judge(probe, facts, options);
  const inconclusive = observed.incomplete ?? judged.crashed;
  return {
    probe,
    durationMs: durationMs(),
    ...(inconclusive === undefined ? {} : { inconclusive }),
    facts,
    unknown: witnessed.unknown(),
    findings: judged.findings,
  };
}

interface Seen extends Partial<Observed<unknown, Reason>> {
  /** The probe did not hand its facts over itself: they may lack what `judge` expects. */
  readonly abandoned?: boolean;
}

async function observe(probe: AnyProbe, host: Host, context: ProbeContext<unknown>): Promise<Seen> {
  try {
    return await probe.observe(host, context);
  } catch (error) {
    return { incomplete: crash('observe', error), abandoned: true };
  }
}

/**
 * Probes keep the deadline themselves; this is for the one that does not. A program that is killed at the
 * deadline gets the time to go: what its probe makes of that says more than the cut.
 */
async function withinDeadline(seen: Promise<Seen>, context: ProbeContext<unknown>): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined;
  const cut = new Promise<Seen>((resolve) => {
    timer = setTimeout(
      () => resolve({ incomplete: CUT, abandoned: true }),
      context.deadline.remainingMs() + CUT_AFTER_MS,
    );
  });
  try {
    return await Promise.race([seen, cut]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a probe makes of its facts. Never throws. */
export function judge(
  probe: AnyProbe,
  facts: unknown,
  { policy, profile }: Pick<RunOptions, 'policy' | 'profile'>,
): { findings: readonly RawFinding[]; crashed?: CommonReason } {
  try {
    return { findings: probe.judge(facts, policy, profile) };
  } catch (error) {
    return { findings: [], crashed: crash('judge', error) };
  }
}

function crash(where: 'observe' | 'judge', error: unknown): CommonReason {
  return { code: 'crashed', data: { where, message: messageOf(error) } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The facts as JSON; a probe that fails at showing them still has its verdict. */
export async function reportFacts(outcome: Outcome, host: Host): Promise<JsonObject> {
  if (outcome.facts === undefined) return {};
  try {
    return await outcome.probe.report(outcome.facts, host);
  } catch (error) {
    return { error: `internal error in report: ${messageOf(error)}` };
  }
}
