import type { Report } from '../../core/documents/report.ts';
import { PURPOSES } from '../../core/purpose.ts';
import { safe } from '../../core/text/safe.ts';
import { isoInstant } from '../../core/time/instant.ts';
import { identify } from '../../run/identity.ts';
import { hostReport, toolReport } from '../../verdict/head.ts';
import type { Context } from '../command.ts';
import { readLabels } from '../options/labels.ts';
import { rawSwitch, rawValue } from '../options/raw-options.ts';
import type { Failure } from './failure.ts';

/** A report in which nothing was looked at, and why: for those who read documents and no stderr. */
export function errorReport(
  failure: Failure,
  exitCode: number,
  argv: readonly string[],
  { host }: Pick<Context, 'host'>,
): Report {
  const asked = rawValue(argv, host.env, { name: 'for' });
  return {
    schemaVersion: 1,
    tool: toolReport(host),
    verdict: exitCode === 0 ? 'ready' : 'not-ready',
    exitCode,
    error: { kind: failure.kind, messages: failure.messages.map(safe) },
    for: PURPOSES.find((purpose) => purpose === asked) ?? 'readiness',
    failOn: 'error',
    strict: rawSwitch(argv, host.env, 'strict'),
    profile: { name: 'runtime', reason: 'not decided: probe-env failed before' },
    labels: { ...identify(host), ...labelsOf(argv, host.env) },
    startedAt: isoInstant(host.now()),
    durationMs: host.monotonic(),
    host: hostReport(host),
    summary: { pass: 0, warn: 0, fail: 0, skip: 0, inconclusive: 0 },
    unchecked: [],
    probes: [],
  };
}

/** The labels that were given, where they are not what is wrong. */
function labelsOf(argv: readonly string[], env: Readonly<Record<string, string>>) {
  const text = rawValue(argv, env, { name: 'label' });
  if (text === null) return {};
  try {
    return readLabels(text);
  } catch {
    return {};
  }
}
