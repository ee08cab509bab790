import type { Finding, Report, ReportError } from '../../core/documents/report.ts';
import { bySeverity } from '../../core/severity.ts';
import { plural } from '../../core/text/plural.ts';
import { milliseconds } from '../../core/time/duration.ts';
import { targetName } from './target-name.ts';

/** The first line of a text report is never longer, characters. */
export const HEADLINE_MAX = 160;

/**
 * The whole answer in one line: `READY 6 probes, 1 warning (38 ms)` or
 * `NOT READY 2 errors, 1 warning: ca-certs/bundle-missing, timezone/link-dangling`.
 */
export function headline(report: Report): string {
  if (report.error !== undefined) return ofError(report.verdict, report.error);
  const findings = report.probes.flatMap((p) => p.findings);
  const ran = report.probes.filter((p) => p.status !== 'skip').length;
  const counts = countsOf(report, findings);
  const of = targetName(report.target);
  if (report.verdict === 'ready') {
    const doubt = ran === 0 || report.summary.inconclusive > 0;
    const head = `READY ${of}${[plural(ran, 'probe'), ...counts].join(', ')} (${milliseconds(report.durationMs)})`;
    return doubt ? withinLimit(`${head}: ${DOUBT}: `, openProbes(report)) : head;
  }
  if (ran === 0) return `NOT READY ${of}nothing was checked: every probe was skipped`;
  return withinLimit(`NOT READY ${of}${counts.join(', ')}: `, culprits(report, findings));
}

function ofError(verdict: Report['verdict'], { messages }: ReportError): string {
  const words = verdict === 'ready' ? 'READY' : 'NOT READY';
  const line = `${words} nothing was checked, probe-env failed: ${messages[0] ?? ''}`;
  return line.length <= HEADLINE_MAX ? line : `${line.slice(0, HEADLINE_MAX - 1)}…`;
}

function countsOf(report: Report, findings: readonly Finding[]): string[] {
  const of = (severity: string) => findings.filter((f) => f.severity === severity).length;
  const ofNew = (severity: string) => {
    const fresh = findings.filter((f) => f.severity === severity && f.new).length;
    return fresh > 0 ? ` (${fresh} new)` : '';
  };
  const { unchecked } = report;
  const { inconclusive } = report.summary;
  return [
    ...(of('error') > 0 ? [plural(of('error'), 'error') + ofNew('error')] : []),
    ...(of('warning') > 0 ? [plural(of('warning'), 'warning') + ofNew('warning')] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
    ...(unchecked.length > 0 ? [`${plural(unchecked.length, 'demand')} not checked`] : []),
  ];
}

/** Only for liveness is a run ready in which something is not known. */
const DOUBT = 'NOT KNOWN, which no restart fixes';

function openProbes(report: Report): string[] {
  const open = report.probes.filter((p) => p.status === 'inconclusive').map((p) => p.name);
  return open.length === 0 ? ['every probe was skipped'] : open;
}

/** The rules that were found, the worst first, each once; a probe without a conclusion by its name. */
function culprits(report: Report, findings: readonly Finding[]): string[] {
  const open = report.probes.filter((p) => p.status === 'inconclusive').map((p) => `${p.name} inconclusive`);
  const rules = findings
    .filter((f) => f.severity !== 'info')
    .sort(byWeight)
    .map((f) => f.rule);
  return [...new Set([...rules, ...open])];
}

/** The worst first; of equals what is new, and what causes before what follows from it. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    bySeverity(a.severity, b.severity) ||
    Number(b.new ?? false) - Number(a.new ?? false) ||
    Number(isEffect(a)) - Number(isEffect(b))
  );
}

function isEffect(finding: Finding): boolean {
  return finding.causedBy !== undefined;
}

function withinLimit(head: string, items: readonly string[]): string {
  let line = head + items.join(', ');
  for (let shown = items.length - 1; line.length > HEADLINE_MAX && shown > 0; shown--) {
    line = `${head}${items.slice(0, shown).join(', ')}, +${items.length - shown} more`;
  }
  return line;
}
