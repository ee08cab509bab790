import type { Report } from '../core/documents/report.ts';
import { visible } from '../core/text/visible.ts';
import { explained, worstFirst } from './failing.ts';
import { headline } from './text/headline.ts';

const STATE: Readonly<Record<number, string>> = { 0: 'OK', 1: 'WARNING', 2: 'CRITICAL' };

/**
 * Monitoring-plugin output: a status line with performance data, then the findings as long text. The
 * state is the exit code's name, which the verdict decided.
 */
export function nagios(report: Report): string {
  const state = report.error === undefined ? (STATE[report.exitCode] ?? 'UNKNOWN') : 'UNKNOWN';
  const findings = worstFirst(report).filter((f) => f.severity !== 'info');
  const long = findings.map((f) => plain(`${f.severity} ${f.rule}: ${explained(f)}`));
  const labels = Object.entries(report.labels).map(([name, value]) => `${name}=${value}`);
  if (report.baseline !== undefined) long.push(plain(report.baseline.text));
  if (labels.length > 0) long.unshift(plain(labels.join(', ')));
  long.push(...(report.error?.messages ?? []).map(plain));
  return `${[`PROBE-ENV ${state} - ${plain(headline(report))} | ${perfdata(report)}`, ...long].join('\n')}\n`;
}

function perfdata(report: Report): string {
  const findings = report.probes.flatMap((p) => p.findings);
  const count = (severity: string) => findings.filter((f) => f.severity === severity).length;
  return [
    `time=${(report.durationMs / 1000).toFixed(3)}s;;;0`,
    `errors=${count('error')};;;0`,
    `warnings=${count('warning')};;;0`,
    `inconclusive=${report.summary.inconclusive};;;0`,
  ].join(' ');
}

/** A bar begins performance data wherever it stands, in long text too. */
function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line).replace(/\|/g, '¦'))
    .join('\n');
}
