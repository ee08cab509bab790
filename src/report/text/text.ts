import type { Finding, Report } from '../../core/documents/report.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import { milliseconds } from '../../core/time/duration.ts';
import type { FormatOptions } from '../reporter.ts';
import { findingLines, type Mending, remedyLines } from './finding-lines.ts';
import { byWeight, headline } from './headline.ts';
import { paint } from './paint.ts';
import { probeLines } from './probe-lines.ts';
import { clip, type Style } from './style.ts';

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
  const mendings = mendingsOf(findings, verbose, p);
  const parts: Parts = {
    head: `${head}\n\n${report.probes.map((probe) => probeLines(probe, verbose, p)).join('')}`,
    findings: findings.map((finding, index) => ({
      rule: finding.rule,
      lines: findingLines(finding, p, mendings[index] ?? null),
    })),
    foot: footer(report, verbose, p),
  };
  return verbose ? join(parts, findings.length, p) : cut(parts, p);
}

/** Of one cause one remedy, and what is typed once is said once: at the first that it mends. */
function mendingsOf(findings: readonly Finding[], verbose: boolean, p: Style): readonly Mending[] {
  const shown = new Set(findings.map(({ rule }) => rule));
  const said = new Map<string, string>();
  return findings.map((finding) => {
    if (!verbose && shown.has(finding.causedBy ?? '')) return null;
    const lines = remedyLines(finding, verbose, p.width);
    const asFor = verbose ? undefined : said.get(lines);
    if (asFor !== undefined) return { asFor };
    said.set(lines, finding.rule);
    return { lines };
  });
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

export function join({ head, findings, foot }: Parts, count: number, p: Style): string {
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
