import type { ProbeReport, Report } from '../../core/documents/report.ts';
import { plural } from '../../core/text/plural.ts';
import { factLines } from '../../report/text/facts.ts';
import { byWeight, headline } from '../../report/text/headline.ts';
import type { AgentState } from '../agent-state.ts';
import { lookLine, policyLine, watchLine } from '../answer/state-lines.ts';
import { type Change, verdictWords } from '../history.ts';
import { findingHtml, type Shown } from './finding.ts';
import { frame } from './frame.ts';
import { type Html, html } from './html.ts';

export interface Page {
  /** Null before the first look. */
  readonly report: Report | null;
  /** Why it says nothing of now. */
  readonly stale: string | null;
  readonly state: AgentState;
  readonly intervalMs: number;
}

/** Bytes of findings and facts that are shown; the rest is counted, and in /report. */
const MAX_BYTES = 36 * 1024;

/** The page for people. Pure. */
export function page({ report, stale, state, intervalMs }: Page): string {
  const title =
    report === null ? 'Not looked yet' : verdictWords(stale === null ? report.verdict : 'not-ready');
  const main = html`${verdict(report, stale, state, intervalMs)}
<div id="changing">${report === null ? '' : body(report)}${history(state.history)}</div>
<h2>Watching</h2>
<p class="line">${watchLine(state, intervalMs)}.</p>
<p class="line">${policyLine(state)}.</p>
<p class="dim">For programs: <a href="/report">report</a>, <a href="/metrics">metrics</a>, <a href="/readyz?verbose">readyz</a></p>`;
  return frame(title, intervalMs, main);
}

function verdict(report: Report | null, stale: string | null, state: AgentState, intervalMs: number): Html {
  const age = html`<p class="dim line" id="age">${lookLine(state, intervalMs)}</p>`;
  if (report === null)
    return html`<header class="not"><h1>NOT READY</h1><p>${stale ?? ''}</p>${age}</header>`;
  if (stale !== null) return html`<header class="not"><h1>NOT READY</h1><p>${stale}</p>${age}</header>`;
  const words = verdictWords(report.verdict);
  const line = headline(report).slice(words.length);
  return html`<header class="${report.verdict === 'ready' ? 'ready' : 'not'}"><h1>${words}</h1><p>${line}</p>${age}</header>`;
}

function body(report: Report): Html {
  const all = report.probes.flatMap(({ findings }) => findings).sort(byWeight);
  const grave = all.filter(({ severity }) => severity !== 'info');
  const room = { bytes: MAX_BYTES };
  const shown = fitting(
    grave.map((finding) => findingHtml(finding)),
    room,
  );
  const notes = fitting(
    all.filter(({ severity }) => severity === 'info').map((finding) => findingHtml(finding)),
    room,
  );
  const facts = fitting(
    report.probes.filter((probe) => Object.keys(probe.facts).length > 0).map(factsOf),
    room,
  );
  return html`
<h2>Probes</h2>
<table><thead><tr><th scope="col">Probe</th><th scope="col">Outcome</th><th scope="col">What it saw</th></tr></thead>
<tbody>${report.probes.map(row)}</tbody></table>
${grave.length === 0 ? '' : section('What is wrong, and what fixes it', shown)}
${notes.shown.length === 0 ? '' : html`<details id="notes"><summary>${plural(notes.shown.length + notes.left, 'note')}</summary>${notes.shown}</details>`}
${section('What was seen', facts)}`;
}

function section(title: string, { shown, left }: Shown): Html {
  return html`<h2>${title}</h2>${shown}${left === 0 ? '' : html`<p>${left} more in <a href="/report">the report</a>.</p>`}`;
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

function row({ name, status, summary }: ProbeReport): Html {
  return html`<tr><th scope="row">${name}</th><td class="s-${status}">${WORDS[status]}</td><td>${summary}</td></tr>`;
}

function factsOf({ name, facts }: ProbeReport): Html {
  return html`<details id="facts-${name}"><summary>${name}</summary><pre tabindex="0">${factLines(facts, '', 100)}</pre></details>`;
}

function history(changes: readonly Change[]): Html {
  if (changes.length === 0) return html`<h2>Changes</h2><p class="dim">None since the start.</p>`;
  return html`<h2>Changes</h2><ul>${changes.map(change)}</ul>`;
}

const DID = { came: 'is new', went: 'is gone', weighs: 'weighs another thing now:' } as const;

function change({ at, what, subject, severity }: Change): Html {
  const when = html`<time datetime="${at}">${at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`;
  if (what === 'verdict')
    return html`<li>${when}<strong>${subject === 'ready' ? 'READY' : 'NOT READY'}</strong></li>`;
  const tone = what === 'went' ? 'pass' : (severity ?? 'info');
  return html`<li>${when}<span class="${tone}">${subject} ${DID[what]}${what === 'weighs' ? ` ${severity}` : ''}</span></li>`;
}
