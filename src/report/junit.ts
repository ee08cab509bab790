import type { ProbeReport, Report } from '../core/documents/report.ts';
import { visible } from '../core/text/visible.ts';
import { explained, failures, openFails, remarks } from './failing.ts';
import { headline } from './text/headline.ts';

/**
 * JUnit XML as CI servers read it: one test case a probe. A probe without a conclusion is an `error`,
 * findings below the threshold are `system-out`.
 */
export function junit(report: Report): string {
  const outcomes = report.probes.map((p) => outcomeOf(p, report));
  const of = (outcome: Outcome) => outcomes.filter((o) => o === outcome).length;
  const broken = report.error === undefined ? 0 : 1;
  const counts = `tests="${outcomes.length + broken}" failures="${of('failure')}" errors="${of('error') + broken}" skipped="${of('skipped')}"`;
  const time = seconds(report.durationMs);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="probe-env" ${counts} time="${time}">`,
    `  <testsuite name="probe-env" ${counts} time="${time}" timestamp="${report.startedAt.replace(/Z$/, '')}"${hostname(report)}>`,
    '    <properties>',
    ...property('verdict', report.verdict),
    ...property('headline', headline(report)),
    ...property('profile', `${report.profile.name}: ${report.profile.reason}`),
    ...property('for', report.for),
    ...(report.baseline === undefined ? [] : property('baseline', report.baseline.text)),
    ...Object.entries(report.labels).flatMap(([name, value]) => property(name, value)),
    '    </properties>',
    ...errorCase(report),
    ...report.probes.flatMap((probe) => testCase(probe, report)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/** A probe without a conclusion that fails nothing is a skipped test: it is not one that passed. */
function outcomeOf(probe: ProbeReport, report: Report): Outcome {
  if (probe.status === 'skip') return 'skipped';
  if (probe.status === 'inconclusive' && openFails(report)) return 'error';
  if (failures(probe, report).length > 0) return 'failure';
  return probe.status === 'inconclusive' ? 'skipped' : 'passed';
}

function hostname({ labels }: Report): string {
  return labels.host === undefined ? '' : ` hostname="${attribute(labels.host)}"`;
}

/** A suite without a case would pass. */
function errorCase({ error }: Report): string[] {
  if (error === undefined) return [];
  const message = attribute(error.messages.join('\n'));
  return [
    '    <testcase classname="probe-env" name="probe-env">',
    `      <error type="${error.kind}" message="${message}"/>`,
    '    </testcase>',
  ];
}

function property(name: string, value: string): string[] {
  return [`      <property name="${name}" value="${attribute(value)}"/>`];
}

function testCase(probe: ProbeReport, report: Report): string[] {
  const open = `    <testcase classname="probe-env" name="${attribute(probe.name)}" time="${seconds(probe.durationMs)}"`;
  const body = [...outcome(probe, report), ...output(probe, report)];
  return body.length === 0 ? [`${open}/>`] : [`${open}>`, ...body, '    </testcase>'];
}

function outcome(probe: ProbeReport, report: Report): string[] {
  const reason = attribute(probe.reason ?? '');
  const open = probe.status === 'inconclusive';
  const kind = outcomeOf(probe, report);
  if (kind === 'skipped') return [`      <skipped message="${open ? 'inconclusive: ' : ''}${reason}"/>`];
  if (kind === 'error') return [`      <error type="inconclusive" message="${reason}"/>`];
  return failures(probe, report).map(
    (f) =>
      `      <failure type="${attribute(f.rule)}" message="${attribute(f.message)}">${content(explained(f))}</failure>`,
  );
}

function output(probe: ProbeReport, report: Report): string[] {
  // What a probe saw before it was cut is told too, though it decides nothing.
  const failed = outcomeOf(probe, report) === 'failure';
  const told = probe.status === 'inconclusive' && !failed ? probe.findings : remarks(probe, report);
  if (told.length === 0) return [];
  const lines = told.map((f) => `${f.severity} ${f.rule}: ${explained(f)}`);
  return [`      <system-out>${content(lines.join('\n'))}</system-out>`];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write most control characters, not even as references: they are made visible first. */
function content(text: string): string {
  return text
    .split('\n')
    .map(visible)
    .join('\n')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (c) => ENTITY[c] ?? c);
}

/** A line break in an attribute would be read back as a blank. */
function attribute(text: string): string {
  return content(text).replace(/\n/g, '&#10;');
}
