import type { Finding, ProbeReport, Report } from '../core/report.ts';
import { atLeast } from '../core/severity.ts';

/** The findings that make this probe fail under the report's threshold. */
export function failures(probe: ProbeReport, report: Report): readonly Finding[] {
  return probe.findings.filter((f) => atLeast(f.severity, report.failOn));
}

/** The findings that are told and fail nothing. */
export function remarks(probe: ProbeReport, report: Report): readonly Finding[] {
  return probe.findings.filter((f) => !atLeast(f.severity, report.failOn));
}

/** Message, cause and remedy as plain lines. */
export function explained(finding: Finding): string {
  const cause = finding.causedBy === undefined ? '' : `\nbecause of ${finding.causedBy}`;
  return `${finding.message}${cause}\n→ ${finding.remedy}`;
}
