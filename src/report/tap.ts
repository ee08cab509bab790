import type { Finding, ProbeReport, Report } from '../core/documents/report.ts';
import { visible, visibleJson } from '../core/text/visible.ts';
import { failures, openFails } from './failing.ts';
import { originLines } from './origin-lines.ts';
import { sinceThen } from './since-then.ts';
import { headline } from './text/headline.ts';

/** Test Anything Protocol, version 14: one test point a probe, its findings as a YAML diagnostic. */
export function tap(report: Report): string {
  return [
    'TAP version 14',
    `1..${report.probes.length}`,
    `# ${visible(headline(report))}`,
    ...Object.entries(report.labels).map(([name, value]) => `# ${visible(`${name}: ${value}`)}`),
    ...(report.baseline === undefined ? [] : [`# ${visible(report.baseline.text)}`]),
    ...(report.error?.messages ?? []).map((message) => `Bail out! ${visible(message)}`),
    ...report.probes.flatMap((probe, i) => testPoint(probe, i + 1, report)),
    '',
  ].join('\n');
}

function testPoint(probe: ProbeReport, number: number, report: Report): string[] {
  const open = probe.status === 'inconclusive' && openFails(report);
  const passed = !open && failures(probe, report).length === 0;
  const line = `${passed ? 'ok' : 'not ok'} ${number} - ${description(probe)}`;
  if (probe.status === 'skip') return [`${line} # SKIP ${directiveSafe(probe.reason ?? '')}`];
  // Not a test that passed, and not one that failed: for liveness.
  const skipped = passed && probe.status === 'inconclusive';
  const diagnostic = [
    ...(probe.status === 'inconclusive' ? [`  inconclusive: ${quoted(probe.reason ?? '')}`] : []),
    ...(probe.findings.length === 0 ? [] : ['  findings:', ...probe.findings.flatMap(entry)]),
  ];
  const head = skipped ? `${line} # SKIP inconclusive` : line;
  return diagnostic.length === 0 ? [head] : [head, '  ---', ...diagnostic, '  ...'];
}

function description(probe: ProbeReport): string {
  return probe.status === 'skip' ? probe.name : directiveSafe(`${probe.name}: ${probe.summary}`);
}

function entry(finding: Finding): string[] {
  const { rule, severity, message, remedy, causedBy } = finding;
  const then = sinceThen(finding);
  const origin = originLines(finding);
  return [
    `    - rule: ${quoted(rule)}`,
    `      severity: ${severity}`,
    `      message: ${quoted(message)}`,
    ...(then === '' ? [] : [`      since: ${quoted(then)}`]),
    ...(causedBy === undefined ? [] : [`      causedBy: ${quoted(causedBy)}`]),
    ...(origin.length === 0 ? [] : ['      origin:', ...origin.map((line) => `        - ${quoted(line)}`)]),
    `      remedy: ${quoted(remedy)}`,
  ];
}

/** A JSON string is a YAML string too. */
function quoted(text: string): string {
  return visibleJson(JSON.stringify(text));
}

/** In a description `#` begins a directive and `\` escapes. */
function directiveSafe(text: string): string {
  return visible(text).replace(/[\\#]/g, '\\$&');
}
