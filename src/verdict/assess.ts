import type { Finding, FindingException, ProbeReport } from '../core/documents/report.ts';
import type { Platform } from '../core/platform.ts';
import { weightOf } from '../core/policy/exception.ts';
import type { Exception, Policy } from '../core/policy/policy.ts';
import type { Purpose } from '../core/purpose.ts';
import type { AnyRule, RawFinding, RuleSet } from '../core/rule.ts';
import { bySeverity } from '../core/severity.ts';
import { safe } from '../core/text/safe.ts';
import type { Outcome } from '../run/outcome.ts';
import { effectiveSeverity } from './effective.ts';
import { reasonText } from './reasons.ts';
import { statusOf } from './verdict.ts';

export interface AssessOptions {
  readonly policy: Policy;
  readonly purpose: Purpose;
  /** Milliseconds since 1970: exceptions of the policy end. */
  readonly now: number;
  /** Findings of severity info are wanted too; else they are left out, and the catalogue with them. */
  readonly info: boolean;
  /** Of the machine. */
  readonly env: Readonly<Record<string, string>>;
  /** Asked only when there is a finding. */
  readonly platform: () => Platform;
}

/** Gives a probe's findings their severity and prose, and the probe its status. Facts are added by the caller. */
export async function assess(outcome: Outcome, options: AssessOptions): Promise<ProbeReport> {
  const findings = await renderAll(outcome, options);
  const base = { name: outcome.probe.name, durationMs: outcome.durationMs, facts: {}, findings };
  if (outcome.skipped !== undefined) {
    const reason = safe(await reasonText(outcome.skipped, outcome.probe));
    return { ...base, status: 'skip', reason, summary: reason };
  }
  if (outcome.inconclusive !== undefined) {
    const reason = safe(await reasonText(outcome.inconclusive, outcome.probe));
    return { ...base, status: 'inconclusive', reason, summary: reason };
  }
  return { ...base, status: statusOf(findings), summary: safe(summaryOf(outcome)) };
}

async function renderAll(outcome: Outcome, options: AssessOptions): Promise<readonly Finding[]> {
  const findings = options.info
    ? outcome.findings
    : outcome.findings.filter((raw) => !isSurelyInfo(raw, options));
  if (findings.length === 0) return [];
  const rules = await outcome.probe.rules();
  // A healthy run has no finding, and pays for no remedy.
  const { renderFinding } = await import('./render.ts');
  const platform = options.platform();
  const rendered: Finding[] = [];
  for (const raw of findings) {
    const rule = ruleOf(rules, raw, outcome.probe.name);
    const severity = effectiveSeverity(raw, rule, options.policy, options.purpose, options.now);
    if (severity === null || (severity === 'info' && !options.info)) continue;
    const finding = renderFinding(raw, rule, severity, platform, options.env);
    const setting = options.policy.rules[raw.rule];
    rendered.push(
      typeof setting === 'object'
        ? { ...finding, exception: await exceptionOf(setting, options.now) }
        : finding,
    );
  }
  return rendered.sort((a, b) => bySeverity(a.severity, b.severity));
}

async function exceptionOf(setting: Exception, now: number): Promise<FindingException> {
  const { ended } = weightOf(setting, now);
  const because = setting.because === undefined ? {} : { because: safe(setting.because) };
  return {
    ...setting,
    ...because,
    ended,
    text: (await import('../core/text/exception-text.ts')).exceptionText(setting, now),
  };
}

/** Known without the catalogue: a stock CA bundle has such findings on every run. */
function isSurelyInfo(raw: RawFinding, { policy }: AssessOptions): boolean {
  return raw.severity === 'info' && policy.rules[raw.rule] === undefined;
}

function ruleOf(rules: RuleSet, raw: RawFinding, probe: string): AnyRule {
  const rule = rules[raw.rule.slice(probe.length + 1)];
  if (rule === undefined) throw new Error(`no rule ${raw.rule} in the catalogue`);
  return rule;
}

function summaryOf(outcome: Outcome): string {
  return outcome.facts === undefined ? '' : outcome.probe.summary(outcome.facts);
}
