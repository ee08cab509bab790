import { link } from '../probes/links.ts';
import type { Config } from './config/config.ts';
import type { Demand } from './config/demands.ts';
import type { AnyProbe } from './core/probe.ts';
import { doubtFails } from './core/purpose.ts';
import { redactDeep } from './core/redact.ts';
import type { HostReport, ProbeReport, Report, Status, Unchecked } from './core/report.ts';
import { safe } from './core/safe.ts';
import type { Host } from './host/host.ts';
import { detectPlatform } from './host/platform.ts';
import { readProcStatus } from './host/proc-status.ts';
import { decideProfile } from './run/profile.ts';
import { type Outcome, reportFacts, runProbes } from './run/run-probes.ts';
import { sharingRuns } from './run/shared-runs.ts';
import { assess } from './verdict/assess.ts';
import { exitCodeOf, nagiosExitCodeOf, verdictOf } from './verdict/verdict.ts';
import { VERSION } from './version.ts';

/** How much of the report is needed: facts and the head of the report cost time of their own. */
export interface Detail {
  readonly facts: boolean;
  readonly info: boolean;
  /** Monotonic time from which the deadline counts; default 0, the start of the process. */
  readonly startedMs?: number;
}

/** The one way through the house: observe in parallel, judge, link, policy, verdict. */
export async function makeReport(
  probes: readonly AnyProbe[],
  machine: Host,
  config: Config,
  detail: Detail,
): Promise<Report> {
  const host = sharingRuns(machine);
  const startedAt = new Date(host.now()).toISOString();
  const deadlineMs = (detail.startedMs ?? 0) + config.timeoutMs;
  host.dueAt?.(deadlineMs);
  const chosen = selected(probes, config);
  const names = chosen.map(({ name }) => name);
  const active = config.demands.filter(({ probe }) => names.includes(probe));
  const profile = decideProfile(config.profile, host, active);
  const observed = await runProbes(chosen, host, {
    policy: config.policy,
    profile,
    startedMs: detail.startedMs ?? 0,
    details: detail.facts || detail.info,
    deadlineMs,
  });
  const outcomes = link(observed);

  const platform = lazy(() => detectPlatform(host));
  const reports: ProbeReport[] = [];
  for (const outcome of outcomes) {
    const assessed = await assess(outcome, {
      policy: config.policy,
      purpose: config.purpose,
      info: detail.info,
      platform,
    });
    reports.push(detail.facts ? { ...assessed, facts: await factsOf(outcome, host) } : assessed);
  }

  // A warning is by no purpose what a restart mends: for liveness --fail-on says nothing.
  const failOn = config.purpose === 'liveness' ? 'error' : config.failOn;
  const verdict = verdictOf(reports, { failOn, doubtFails: doubtFails(config) });
  return {
    schemaVersion: 1,
    tool: { name: 'probe-env', version: VERSION },
    verdict,
    exitCode: config.format === 'nagios' ? nagiosExitCodeOf(reports, failOn) : exitCodeOf(verdict),
    for: config.purpose,
    failOn,
    strict: config.strict,
    profile,
    labels: config.format === 'text' && !detail.facts ? {} : await labelsOf(host, config),
    startedAt,
    durationMs: host.monotonic(),
    host: hostReport(host, detail.facts ? platform() : null),
    summary: count(reports),
    unchecked: uncheckedOf(config.demands, reports),
    probes: reports,
  };
}

/** What was asked for, and no probe looked at. */
function uncheckedOf(demands: readonly Demand[], reports: readonly ProbeReport[]): readonly Unchecked[] {
  return demands.flatMap(({ field, probe }) => {
    const report = reports.find(({ name }) => name === probe);
    if (report === undefined) return [{ field, probe, why: `${probe} was left out by only or skip` }];
    return report.status === 'skip'
      ? [{ field, probe, why: `${probe} is ${report.reason ?? 'skipped'}` }]
      : [];
  });
}

function selected(probes: readonly AnyProbe[], { only, skip }: Config): readonly AnyProbe[] {
  return probes.filter((p) => (only === null || only.includes(p.name)) && !skip.includes(p.name));
}

async function factsOf(outcome: Outcome, host: Host) {
  return redactDeep(await reportFacts(outcome, host));
}

/** Loaded where it is shown: no document for machines, no labels. */
async function labelsOf(host: Host, { labels }: Config): Promise<Report['labels']> {
  const { identify } = await import('./run/identity.ts');
  return { ...identify(host), ...labels };
}

function hostReport(host: Host, platform: ReturnType<typeof detectPlatform> | null): HostReport {
  const shown = (text: string | null | undefined) => (text == null ? null : safe(text));
  return {
    os: shown(platform?.os),
    osVersion: shown(platform?.osVersion),
    arch: host.arch,
    libc: platform?.libc ?? null,
    uid: host.ids.euid,
    gid: host.ids.egid,
    pid1: platform === null ? null : shown(readProcStatus(host, '/proc/1')?.name),
    node: host.node.version,
  };
}

function count(reports: readonly ProbeReport[]): Record<Status, number> {
  const summary: Record<Status, number> = { pass: 0, warn: 0, fail: 0, skip: 0, inconclusive: 0 };
  for (const { status } of reports) summary[status]++;
  return summary;
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
