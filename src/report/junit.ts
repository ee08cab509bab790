import type { ProbeReport, Report } from '../core/report.ts';
import { visible } from '../core/visible.ts';
import { explained, failures, remarks } from './failing.ts';
import { headline } from './headline.ts';

/**
 * JUnit XML as CI servers read it: one test case a probe. A probe without a conclusion is an `error`,
 * findings below the threshold are `system-out`.
 */
export function junit(report: Report): string {
  const { skip, inconclusive } = report.summary;
  const failed = report.probes.filter(
    (p) => p.status !== 'inconclusive' && failures(p, report).length > 0,
  ).length;
  const broken = report.error === undefined ? 0 : 1;
  const counts = `tests="${report.probes.length + broken}" failures="${failed}" errors="${inconclusive + broken}" skipped="${skip}"`;
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
    ...Object.entries(report.labels).flatMap(([name, value]) => property(name, value)),
    '    </properties>',
    ...errorCase(report),
    ...report.probes.flatMap((probe) => testCase(probe, report)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
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
  if (probe.status === 'skip') return [`      <skipped message="${reason}"/>`];
  if (probe.status === 'inconclusive') return [`      <error type="inconclusive" message="${reason}"/>`];
  return failures(probe, report).map(
    (f) =>
      `      <failure type="${attribute(f.rule)}" message="${attribute(f.message)}">${content(explained(f))}</failure>`,
  );
}

function output(probe: ProbeReport, report: Report): string[] {
  // What a probe saw before it was cut is told too, though it decides nothing.
  const told = probe.status === 'inconclusive' ? probe.findings : remarks(probe, report);
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
