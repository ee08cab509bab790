import type { Json } from '../core/json.ts';
import type { Finding, ProbeReport, Report, Status } from '../core/report.ts';
import type { Severity } from '../core/severity.ts';
import { visible } from '../core/visible.ts';
import type { FormatOptions } from './format.ts';
import { headline, plural } from './headline.ts';
import { type Paint, paint } from './paint.ts';

/** Docker and the termination log keep the first 4096 bytes. */
const MAX_BYTES = 4096;

/** The report for people: verdict, a line a probe, then each finding with cause and remedy. */
export function text(report: Report, { verbosity, color }: FormatOptions): string {
  const p = paint(color);
  const head = verdictLine(report, p);
  if (verbosity === 'quiet') return `${head}\n`;
  const verbose = verbosity === 'verbose';
  const probes = report.probes.map((probe) => probeLines(probe, verbose, p));
  const shown = report.probes
    .flatMap((probe) => probe.findings)
    .filter((f) => verbose || f.severity !== 'info');
  const findings = shown.map((finding) => findingLines(finding, p));
  const parts = { head: `${head}\n\n${probes.join('')}`, findings, foot: footer(report, p) };
  return verbose ? join(parts, findings.length) : cut(parts);
}

interface Parts {
  readonly head: string;
  readonly findings: readonly string[];
  readonly foot: string;
}

function join({ head, findings, foot }: Parts, count: number): string {
  const left = findings.length - count;
  const more = left > 0 ? `\n  … ${plural(left, 'more finding')}: --verbose shows all\n` : '';
  return `${head}${findings
    .slice(0, count)
    .map((f) => `\n${f}`)
    .join('')}${more}\n${foot}\n`;
}

/** As many findings as there is room for; they are in order of weight within their probe. */
function cut(parts: Parts): string {
  for (let count = parts.findings.length; count > 0; count--) {
    const document = join(parts, count);
    if (Buffer.byteLength(document) <= MAX_BYTES) return document;
  }
  return join(parts, 0);
}

function verdictLine(report: Report, p: Paint): string {
  const line = headline(report);
  const words = report.verdict === 'ready' ? 'READY' : 'NOT READY';
  const tint = report.verdict === 'ready' ? p.green : p.red;
  return p.bold(tint(words)) + line.slice(words.length);
}

const MARK: Readonly<Record<Status, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  skip: '-',
  inconclusive: '?',
};
const SEVERITY_MARK: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: 'i' };

function statusTint(status: Status, p: Paint): (text: string) => string {
  if (status === 'pass') return p.green;
  if (status === 'warn') return p.yellow;
  return status === 'skip' ? p.dim : p.red;
}

function probeLines(probe: ProbeReport, verbose: boolean, p: Paint): string {
  const mark = statusTint(probe.status, p)(MARK[probe.status]);
  const line = `  ${mark} ${probe.name.padEnd(12)} ${visible(probe.summary)}\n`;
  if (!verbose) return line;
  const facts = Object.entries(probe.facts).map(([key, value]) => p.dim(`      ${key}: ${inline(value)}\n`));
  return line + facts.join('');
}

function inline(value: Json): string {
  return visible(typeof value === 'string' ? value : JSON.stringify(value));
}

function findingLines(finding: Finding, p: Paint): string {
  const tint = finding.severity === 'error' ? p.red : finding.severity === 'warning' ? p.yellow : p.dim;
  const changed =
    finding.severity === finding.defaultSeverity
      ? ''
      : p.dim(` (${finding.defaultSeverity}, counted as ${finding.severity})`);
  const cause = finding.causedBy === undefined ? '' : `    because of ${finding.causedBy}\n`;
  return (
    `  ${tint(SEVERITY_MARK[finding.severity])} ${p.bold(finding.rule)}${changed}\n` +
    indent(finding.message, '    ', '    ') +
    cause +
    indent(finding.remedy, '    → ', '      ')
  );
}

function indent(lines: string, first: string, rest: string): string {
  return lines
    .split('\n')
    .map((line, i) => `${i === 0 ? first : rest}${line}\n`)
    .join('');
}

function footer(report: Report, p: Paint): string {
  const { name, reason } = report.profile;
  const hint = report.verdict === 'ready' ? '' : ' · probe-env explain RULE tells more';
  return p.dim(`  ${name} profile: ${visible(reason)} · ${Math.round(report.durationMs)} ms${hint}`);
}
