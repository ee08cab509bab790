import type { Finding, Report, Verdict } from '../core/documents/report.ts';

/** What came, went or weighs another thing since the look before. */
export interface Change {
  /** ISO 8601. */
  readonly at: string;
  readonly what: 'came' | 'went' | 'weighs' | 'verdict';
  /** A rule; of a verdict the new one. */
  readonly subject: string;
  /** Of a finding. */
  readonly severity?: Finding['severity'];
}

const KEPT = 100;

/** The changes between two reports: findings by their rules, the verdict last. Pure. */
export function changesBetween(before: Report | null, now: Report, at: string): readonly Change[] {
  if (before === null) return [];
  const [then, today] = [rulesOf(before), rulesOf(now)];
  const changes: Change[] = [];
  for (const [subject, severity] of today) {
    const earlier = then.get(subject);
    if (earlier === undefined) changes.push({ at, what: 'came', subject, severity });
    else if (earlier !== severity) changes.push({ at, what: 'weighs', subject, severity });
  }
  for (const [subject, severity] of then)
    if (!today.has(subject)) changes.push({ at, what: 'went', subject, severity });
  return before.verdict === now.verdict
    ? changes
    : [...changes, { at, what: 'verdict', subject: now.verdict }];
}

/** The newest first; those before them are let go. */
export function remembered(history: readonly Change[], changes: readonly Change[]): readonly Change[] {
  return [...[...changes].reverse(), ...history].slice(0, KEPT);
}

/** Each rule with the weight of its gravest finding; a probe without a conclusion counts as one. */
function rulesOf({ probes }: Report): ReadonlyMap<string, Finding['severity']> {
  const rules = new Map<string, Finding['severity']>();
  for (const { name, status, findings } of probes) {
    if (status === 'inconclusive') rules.set(`doubt about ${name}`, 'error');
    for (const { rule, severity } of findings) if (!rules.has(rule)) rules.set(rule, severity);
  }
  return rules;
}

export function verdictWords(verdict: Verdict): string {
  return verdict === 'ready' ? 'READY' : 'NOT READY';
}
