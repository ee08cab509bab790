import type { Finding, ProbeReport, Report } from '../../core/documents/report.ts';
import { isPartly } from '../../core/text/not-known.ts';
import { plural } from '../../core/text/plural.ts';
import { factLines } from '../../report/text/facts.ts';
import { byWeight } from '../../report/text/headline.ts';
import { findingHtml, type Shown } from './finding.ts';
import { type Html, html } from './html.ts';

/** Bytes of findings and facts that are shown; the rest is counted, and in the report for programs. */
const MAX_BYTES = 36 * 1024;

/** What is wrong first, then what each probe says, and what was seen. @param all where all of it is, for programs. Pure. */
export function reportHtml(report: Report, all: string): Html {
  const findings = report.probes.flatMap((probe) => probe.findings).sort(byWeight);
  const grave = findings.filter(({ severity }) => severity !== 'info');
  const room = { bytes: MAX_BYTES };
  const id = names();
  const htmlOf = (finding: Finding) => findingHtml(finding, id(finding.rule));
  const shown = fitting(grave.map(htmlOf), room);
  const notes = fitting(findings.filter(({ severity }) => severity === 'info').map(htmlOf), room);
  const facts = fitting(
    report.probes.filter((probe) => Object.keys(probe.facts).length > 0).map(factsOf),
    room,
  );
  return html`
${grave.length === 0 ? '' : section('What is wrong, and what fixes it', shown, all)}
<h2>Probes</h2>
<table><thead><tr><th scope="col">Probe</th><th scope="col">Outcome</th><th scope="col">What it saw</th></tr></thead>
<tbody>${report.probes.map(row)}</tbody></table>
${notes.shown.length === 0 ? '' : html`<details id="notes"><summary>${plural(notes.shown.length + notes.left, 'note')}</summary>${notes.shown}</details>`}
${section('What was seen', facts, all)}`;
}

/**
 * An id for what is folded below each finding: by its rule, so that what somebody has opened is the same one still when another finding
 * has come or gone above it.
 */
function names(): (rule: string) => string {
  const seen = new Map<string, number>();
  return (rule) => {
    const count = (seen.get(rule) ?? 0) + 1;
    seen.set(rule, count);
    return `ways-${rule.replaceAll('/', '-')}${count === 1 ? '' : `-${count}`}`;
  };
}

function section(title: string, { shown, left }: Shown, all: string): Html {
  return html`<h2>${title}</h2>${shown}${left === 0 ? '' : html`<p>${left} more in <a href="${all}">the report</a>.</p>`}`;
}

/** As many as there is room for. */
function fitting(parts: readonly Html[], room: { bytes: number }): Shown {
  const shown: Html[] = [];
  for (const part of parts) {
    const bytes = Buffer.byteLength(part.text);
    if (bytes > room.bytes) break;
    room.bytes -= bytes;
    shown.push(part);
  }
  return { shown, left: parts.length - shown.length };
}

const WORDS = {
  pass: 'fine',
  warn: 'warning',
  fail: 'error',
  skip: 'skipped',
  inconclusive: 'inconclusive',
} as const;

/** As the text does it: of what nobody knows nothing is called fine. */
const HALF = { status: 'warn', word: 'not all known' } as const;

function row({ name, status: found, summary }: ProbeReport): Html {
  const { status, word } =
    found === 'pass' && isPartly(summary) ? HALF : { status: found, word: WORDS[found] };
  return html`<tr><th scope="row">${name}</th><td class="s-${status}">${word}</td><td>${summary}</td></tr>`;
}

function factsOf({ name, facts }: ProbeReport): Html {
  return html`<details id="facts-${name}"><summary>${name}</summary><pre tabindex="0">${factLines(facts, '', 100)}</pre></details>`;
}
