import type { Finding, ProbeReport, Report, Status, Unknown } from '../../core/documents/report.ts';
import { bestOf, remediesText } from '../../core/remedy/text.ts';
import type { Severity } from '../../core/severity.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import { milliseconds } from '../../core/time/duration.ts';
import { originLines } from '../origin-lines.ts';
import type { FormatOptions } from '../reporter.ts';
import { sinceThen } from '../since-then.ts';
import { factLines } from './facts.ts';
import { byWeight, headline } from './headline.ts';
import { type Paint, paint } from './paint.ts';

/** Docker and the termination log keep the first 4096 bytes. */
const MAX_BYTES = 4096;

/** The report for people: verdict, a line a probe, then each finding with cause and remedy, the worst first. */
export function text(report: Report, { verbosity, color, width }: FormatOptions): string {
  const p: Style = { ...paint(color), width: width ?? WIDTH, terminal: width !== undefined };
  const head = verdictLine(report, p);
  if (report.error !== undefined) return `${[head, '', ...report.error.messages.map(visible)].join('\n')}\n`;
  if (verbosity === 'quiet') return `${head}\n`;
  const verbose = verbosity === 'verbose';
  const findings = report.probes
    .flatMap((probe) => probe.findings)
    .filter((finding) => verbose || finding.severity !== 'info')
    .sort(byWeight);
  const shown = new Set(findings.map(({ rule }) => rule));
  const parts: Parts = {
    head: `${head}\n\n${report.probes.map((probe) => probeLines(probe, verbose, p)).join('')}`,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      // Of one cause one remedy.
      lines: findingLines(finding, verbose, p, !verbose && shown.has(finding.causedBy ?? '')),
    })),
    foot: footer(report, verbose, p),
  };
  return verbose ? join(parts, findings.length, p) : cut(parts, p);
}

/** How lines look. */
interface Style extends Paint {
  /** Columns. */
  readonly width: number;
  /** On a terminal nothing may be longer, or the terminal breaks it in the middle of a word. */
  readonly terminal: boolean;
}

interface Parts {
  readonly head: string;
  readonly findings: readonly { readonly rule: string; readonly lines: string }[];
  readonly foot: string;
}

/** As many findings as there is room for; the rest is counted and named. */
function cut(parts: Parts, p: Style): string {
  // What does not fit by itself need not be put together: a report may have thousands of findings.
  let count = 0;
  for (let bytes = 0; count < parts.findings.length && bytes <= MAX_BYTES; count++) {
    bytes += Buffer.byteLength(parts.findings[count]?.lines ?? '');
  }
  for (; count > 0; count--) {
    const document = join(parts, count, p);
    if (Buffer.byteLength(document) <= MAX_BYTES) return document;
  }
  return join(parts, 0, p);
}

function join({ head, findings, foot }: Parts, count: number, p: Style): string {
  const shown = findings.slice(0, count).map(({ lines }) => `\n${lines}`);
  return `${head}${shown.join('')}${more(
    findings.slice(count).map(({ rule }) => rule),
    p,
  )}\n${foot}\n`;
}

/** Two lines of names at most: the exact number counts more than the last name. */
function more(rules: readonly string[], { width }: Style): string {
  if (rules.length === 0) return '';
  const names = [...new Set(rules)];
  let listed = names.join(', ');
  for (let n = names.length - 1; listed.length > 2 * (width - 6) && n > 0; n--) {
    listed = `${names.slice(0, n).join(', ')}, …`;
  }
  const line = `${plural(rules.length, 'more finding')}, shown by --verbose: ${listed}`;
  return `\n${hang(wrap(line, width - 4), '  … ', '    ')}\n`;
}

function verdictLine(report: Report, p: Style): string {
  const line = p.terminal ? hang(wrap(headline(report), p.width - 4), '', '    ') : headline(report);
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

function probeLines(probe: ProbeReport, verbose: boolean, p: Style): string {
  const mark = statusTint(probe.status, p)(MARK[probe.status]);
  const summary = visible(
    probe.reason === undefined ? probe.summary : `${WORD[probe.status]}: ${probe.reason}`,
  );
  const time = verbose && probe.status !== 'skip' ? p.dim(` (${milliseconds(probe.durationMs, 1)})`) : '';
  const column = NAME_WIDTH + 5;
  const room = p.width - column;
  // Behind the last line comes the time.
  const fitted = p.terminal
    ? hang(wrap(summary, room - (time === '' ? 0 : TIME_WIDTH)), '', ' '.repeat(column))
    : verbose
      ? summary
      : clip(summary, room);
  const line = `  ${mark} ${probe.name.padEnd(NAME_WIDTH)} ${fitted}`;
  const tinted = probe.status === 'skip' ? p.dim(line) : line;
  const { facts, unknown = [] } = probe;
  const details = unknown.length === 0 ? facts : { ...facts, 'not looked at': unknown.map(refused) };
  return `${tinted}${time}\n${verbose ? p.dim(factLines(details, '      ', p.width)) : ''}`;
}

function refused({ what, why }: Unknown): string {
  return `${what} (${why})`;
}

const NAME_WIDTH = 12;
/** ` (1234.5 ms)` */
const TIME_WIDTH = 12;

const WORD: Readonly<Partial<Record<Status, string>>> = { skip: 'skipped', inconclusive: 'inconclusive' };

function clip(line: string, width: number): string {
  if (line.length <= width) return line;
  // Not through the middle of a character that is two code units.
  return `${line.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function findingLines(finding: Finding, verbose: boolean, p: Style, isMendedWithCause: boolean): string {
  const { severity, defaultSeverity, causedBy, exception } = finding;
  const tint = severity === 'error' ? p.red : severity === 'warning' ? p.yellow : p.dim;
  const changed =
    severity === defaultSeverity ? '' : p.dim(` (usually ${defaultSeverity}, here ${severity})`);
  const then = sinceThen(finding);
  const compared = then === '' ? '' : ` ${(finding.new ? tint : p.dim)(`(${visible(then)})`)}`;
  const lines = [
    `  ${tint(SEVERITY_MARK[severity])} ${p.bold(finding.rule)}${changed}${compared}`,
    hang(wrap(harmless(finding.message), p.width - 4), '    ', '    '),
    ...originLines(finding).map((line) => `    ${p.dim(clip(`└ ${visible(line)}`, p.width - 4))}`),
    ...(causedBy === undefined ? [] : [`    because of ${causedBy}`]),
    ...(exception === undefined || exception.text === ''
      ? []
      : [hang(wrap(visible(`exception ${exception.text}`), p.width - 4), '    ', '    ')]),
    ...(isMendedWithCause
      ? []
      : [hang(harmless(remedyLines(finding, verbose, p.width)), '    → ', '      ')]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Prose is wrapped; what is there to be copied is not. */
function remedyLines({ remedy, remedies }: Finding, verbose: boolean, width: number): string {
  if (remedies.length === 0) return remedy;
  return remediesText(verbose ? remedies : bestOf(remedies), (line) => wrap(line, width - 6));
}

/** Line breaks are the renderer's own; nothing else may steer a terminal, wherever it slipped in. */
function harmless(lines: string): string {
  return lines.split('\n').map(visible).join('\n');
}

/** What was asked and how long it took; then, on a line of its own, where to read on. */
function footer(report: Report, verbose: boolean, p: Style): string {
  const { name, reason } = report.profile;
  const findings = report.probes.flatMap((probe) => probe.findings);
  const notes = findings.filter((finding) => finding.severity === 'info').length;
  const facts = [
    `${name} profile: ${clip(visible(reason), WIDTH - 40)}`,
    ...(report.for === 'readiness' ? [] : [`for ${report.for}`]),
    milliseconds(report.durationMs),
  ];
  const hints = [
    ...(notes > 0 && !verbose ? [`${plural(notes, 'note')} with --verbose`] : []),
    ...(findings.length > notes ? ['probe-env explain RULE tells more'] : []),
  ];
  const left = report.unchecked.map(({ field, why }) => `not checked: ${field} (${why})`);
  const note = report.target?.kind === 'process' ? [[report.target.note]] : [];
  const { baseline } = report;
  const compared = baseline === undefined ? [] : [[visible(baseline.text)]];
  const lines = [facts, ...note, ...compared, ...left.map((line) => [line]), hints].filter(
    (items) => items.length > 0,
  );
  return p.dim(lines.map((items) => hang(wrap(items.join(' · '), p.width - 2), '  ', '  ')).join('\n'));
}
