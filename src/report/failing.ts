import type { Finding, ProbeReport, Report } from '../core/documents/report.ts';
import { doubtFails } from '../core/purpose.ts';
import { bySeverity, fails } from '../core/severity.ts';
import { originLines } from './origin-lines.ts';
import { sinceThen } from './since-then.ts';

/** The findings that make this probe fail under the report's threshold. */
export function failures(probe: ProbeReport, report: Report): readonly Finding[] {
  return probe.findings.filter((f) => fails(f, report.failOn));
}

/** The findings that are told and fail nothing. */
export function remarks(probe: ProbeReport, report: Report): readonly Finding[] {
  return probe.findings.filter((f) => !fails(f, report.failOn));
}

/** Whether a probe without a conclusion makes this run fail, or is only told of. */
export function openFails(report: Report): boolean {
  return doubtFails({ purpose: report.for, strict: report.strict });
}

/** All findings, the worst first, of equals what is new: what cuts the text off keeps its head. */
export function worstFirst(report: Report): readonly Finding[] {
  return report.probes
    .flatMap((p) => p.findings)
    .sort((a, b) => bySeverity(a.severity, b.severity) || Number(b.new ?? false) - Number(a.new ?? false));
}

/** Message, cause and remedy as plain lines. */
export function explained(finding: Finding): string {
  const cause = finding.causedBy === undefined ? '' : `\nbecause of ${finding.causedBy}`;
  const origin = originLines(finding).map((line) => `\n└ ${line}`);
  const then = sinceThen(finding);
  return `${finding.message}${then === '' ? '' : `\n(${then})`}${cause}${origin.join('')}\n→ ${finding.remedy}`;
}
