import { probes } from '../../../probes/index.ts';
import { defaultPolicy } from '../../../src/config/defaults.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Probe, ProfileName } from '../../../src/core/probe.ts';
import type { Purpose } from '../../../src/core/purpose.ts';
import type { Reason } from '../../../src/core/reason.ts';
import type { RawFinding } from '../../../src/core/rule.ts';
import { deadlineAt } from '../../../src/run/deadline.ts';
import type { Host } from '../../../src/target/host.ts';
import { reasonText } from '../../../src/verdict/reasons.ts';

/** A policy with some sections replaced. */
export function policy(changes: { [K in keyof Policy]?: Partial<Policy[K]> } = {}): Policy {
  const base = defaultPolicy(probes);
  return Object.fromEntries(
    Object.entries(base).map(([key, value]) => [key, { ...value, ...changes[key as keyof Policy] }]),
  ) as unknown as Policy;
}

export interface JudgeOptions {
  readonly policy?: Parameters<typeof policy>[0];
  readonly profile?: ProfileName;
  readonly purpose?: Purpose;
  /** Facts in place of those that the probe saw. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Milliseconds on the host's monotonic clock, which for a live one began with this process; default far away. */
  readonly deadlineMs?: number;
  /** Files that the command of `run` names. */
  readonly programs?: readonly string[];
  /** Words of the command of `run`. */
  readonly command?: readonly string[];
  /** As in a process that answers questions meanwhile. */
  readonly breathe?: () => Promise<void>;
  /** What is looked at only where it is shown; default true. */
  readonly details?: boolean;
}

/** Runs one probe on a host: what it saw, and what it made of it. */
export async function judgeHost<F, R extends RawFinding, W extends Reason>(
  probe: Probe<F, R, W>,
  host: Host,
  options: JudgeOptions = {},
): Promise<{ facts: F; findings: readonly R[]; rules: string[]; incomplete?: string; skipped?: string }> {
  const context = {
    policy: policy(options.policy),
    profile: { name: options.profile ?? 'build', why: { code: 'asked-for', data: {} } } as const,
    purpose: options.purpose ?? 'readiness',
    details: options.details ?? true,
    deadline: deadlineAt(options.deadlineMs ?? host.monotonic() + 60_000, host.monotonic),
    programs: options.programs ?? [],
    command: options.command ?? [],
    sofar: () => {},
    ...(options.breathe && { breathe: options.breathe }),
  };
  const { facts: seen, incomplete, skipped } = await probe.observe(host, context);
  const facts = options.facts === undefined ? seen : { ...seen, ...options.facts };
  const findings = probe.judge(facts, context.policy, context.profile);
  return {
    facts,
    findings,
    rules: findings.map((f) => f.rule),
    ...(incomplete === undefined ? {} : { incomplete: await reasonText(incomplete, probe) }),
    ...(skipped === undefined ? {} : { skipped: await reasonText(skipped, probe) }),
  };
}
