import type { Report } from '../../../core/documents/report.ts';
import { fails, type Severity } from '../../../core/severity.ts';
import { sha256 } from '../../../core/sha256.ts';
import { json } from '../../../report/json.ts';
import type { Seen } from '../../../serve/node/protocol.ts';

/** What is told of a report. A container of which nothing is wrong that is known, and not all is known, is neither ready nor the contrary. */
export function seenOf(report: Report, ran: number, whole: boolean): Seen {
  const { summary, probes, profile, durationMs } = report;
  const findings = probes.flatMap((probe) => probe.findings);
  const count = (weight: Severity) => findings.filter(({ severity }) => severity === weight).length;
  const open = probes.find(({ status }) => status === 'inconclusive');
  const isBad = findings.some((finding) => fails(finding, report.failOn));
  const isUnknown = report.verdict === 'not-ready' && !isBad && open !== undefined;
  const isNothing = report.verdict === 'not-ready' && !isBad && open === undefined;
  const rules = new Map<string, Seen['rules'][number]>();
  for (const finding of findings) {
    const { rule, severity } = finding;
    const key = `${rule} ${severity}`;
    const failing = fails(finding, report.failOn) || rules.get(key)?.fails === true;
    if (severity !== 'info') rules.set(key, { rule, severity, fails: failing });
  }
  const told = findings.filter(({ severity }) => severity !== 'info');
  const words = told.map(({ message, remedy }) => [message, remedy]);
  return {
    kind: 'seen',
    verdict: isUnknown ? 'unknown' : report.verdict,
    ...(isUnknown && { reason: `${open.name}: ${open.summary}` }),
    ...(isNothing && { reason: 'nothing was looked at: every probe was left out' }),
    summary: { error: count('error'), warning: count('warning'), unknown: summary.inconclusive },
    rules: [...rules.values()],
    words: told.length === 0 ? '' : sha256(Buffer.from(JSON.stringify(words))).slice(0, 16),
    profile: profile.name,
    ran,
    durationMs,
    steady: false,
    ...(whole && { report: json(report) }),
  };
}
