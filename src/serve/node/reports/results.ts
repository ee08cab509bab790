import type { Report } from '../../../core/documents/report.ts';
import { bySeverity, type Severity } from '../../../core/severity.ts';
import type { SeenRule } from '../protocol.ts';
import type { Group, Member } from './group.ts';

/** One result of a Report of the OpenReports API. */
export interface Result {
  readonly policy: string;
  readonly rule?: string;
  readonly result: (typeof RESULTS)[number];
  readonly severity?: 'high' | 'medium' | 'info';
  readonly scored: boolean;
  readonly category: string;
  readonly message: string;
  readonly resources: readonly object[];
  readonly properties: Readonly<Record<string, string>>;
}

export const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;
const SEVERITIES: Readonly<Record<Severity, 'high' | 'medium' | 'info'>> = {
  error: 'high',
  warning: 'medium',
  info: 'info',
};
export const SOURCE = 'probe-env';
/** Of one Report, and of one result. */
export const MAX_PODS = 20;
const MAX_TEXT = 2000;

/**
 * What is said of the containers of each name: each rule at its worst, what is not known, and `pass` only where all of them are
 * ready. Pure.
 *
 * @param reports whole ones by the id of the container
 */
export function resultsOf({ members }: Group, reports: ReadonlyMap<string, Report>): readonly Result[] {
  const names = [...new Set(members.map(({ container }) => container))].sort();
  return names.flatMap((container) => {
    const own = members.filter((member) => member.container === container);
    const unknown = own.filter(({ known }) => known.verdict === 'unknown');
    const bare = own.filter(
      ({ known }) => known.verdict === 'not-ready' && !known.seen?.rules.some(isFailing),
    );
    const rules = new Map<string, Severity>();
    for (const { known } of own)
      for (const { rule, severity } of known.seen?.rules ?? []) {
        const before = rules.get(rule);
        // The worst of them.
        if (before === undefined || bySeverity(severity, before) < 0) rules.set(rule, severity);
      }
    const isReady = rules.size === 0 && own.every(({ known }) => known.verdict === 'ready');
    return [
      ...[...rules].map(([rule, severity]) => ofRule(container, rule, severity, own, reports)),
      ...(unknown.length === 0 ? [] : [ofUnknown(container, unknown, own.length)]),
      ...(bare.length === 0 ? [] : [ofNotReady(container, bare, own.length)]),
      ...(isReady ? [ofReady(container, own)] : []),
    ];
  });
}

function ofRule(
  container: string,
  rule: string,
  severity: Severity,
  own: readonly Member[],
  reports: ReadonlyMap<string, Report>,
): Result {
  const has = own.filter(({ known }) => known.seen?.rules.some((one) => one.rule === rule));
  const finding = has
    .flatMap(({ id }) => reports.get(id)?.probes ?? [])
    .flatMap(({ findings }) => findings)
    .filter((one) => one.rule === rule)
    .sort((one, other) => bySeverity(one.severity, other.severity))[0];
  const failed = has.some(({ known }) =>
    known.seen?.rules.some((one) => one.rule === rule && isFailing(one)),
  );
  return {
    policy: rule.split('/')[0] ?? rule,
    rule,
    result: failed ? 'fail' : 'warn',
    severity: SEVERITIES[severity],
    scored: failed,
    message: cut(finding?.message ?? rule),
    ...about(container, has, own.length),
    ...(finding === undefined
      ? {}
      : { properties: { ...about(container, has, own.length).properties, remedy: cut(finding.remedy) } }),
  };
}

function isFailing({ fails }: SeenRule): boolean {
  return fails;
}

/** Not ready, and nothing was found that says why. */
function ofNotReady(container: string, bare: readonly Member[], all: number): Result {
  const message = cut(bare[0]?.known.reason ?? 'it is not ready');
  return { policy: SOURCE, result: 'fail', scored: true, message, ...about(container, bare, all) };
}

function ofUnknown(container: string, unknown: readonly Member[], all: number): Result {
  const message = cut(unknown[0]?.known.reason ?? 'it is not known');
  return { policy: SOURCE, result: 'error', scored: false, message, ...about(container, unknown, all) };
}

function ofReady(container: string, own: readonly Member[]): Result {
  const message = `the environment of ${container} is ready`;
  return { policy: SOURCE, result: 'pass', scored: true, message, ...about(container, own, own.length) };
}

function about(container: string, has: readonly Member[], all: number) {
  return {
    category: 'Container environment',
    resources: has.slice(0, MAX_PODS).map(({ pod: { namespace, name, uid } }) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', namespace, name, uid },
      fieldPath: `spec.containers{${container}}`,
    })),
    properties: { container, containers: `${has.length} of ${all} on this node` },
  };
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
