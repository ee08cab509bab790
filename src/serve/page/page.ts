import type { Report } from '../../core/documents/report.ts';
import { utc } from '../../core/time/utc.ts';
import { headline } from '../../report/text/headline.ts';
import type { AgentState } from '../agent-state.ts';
import { lookLine, policyLine, watchLine } from '../answer/state-lines.ts';
import { type Change, verdictWords } from '../history.ts';
import { frame } from './frame.ts';
import { type Html, html } from './html.ts';
import { reportHtml } from './report.ts';

export interface Page {
  /** Null before the first look. */
  readonly report: Report | null;
  /** Why it says nothing of now. */
  readonly stale: string | null;
  readonly state: AgentState;
  readonly intervalMs: number;
}

/** The page for people. Pure. */
export function page({ report, stale, state, intervalMs }: Page): string {
  const title =
    report === null ? 'Not looked yet' : verdictWords(stale === null ? report.verdict : 'not-ready');
  const main = html`${verdict(report, stale, state, intervalMs)}
<div id="changing">${report === null ? '' : reportHtml(report, '/report')}${history(state.history)}</div>
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
  return verdictHtml(report, html`${whose(report.labels)}${age}`);
}

/** Whose page it is, for people who have several open. */
export function whose(labels: Report['labels']): Html {
  const named = Object.entries(labels).map(([name, value]) => `${name} ${value}`);
  return named.length === 0 ? html`` : html`<p class="dim">${named.join(' · ')}</p>`;
}

/** The verdict and the worst of what was found. Pure. */
export function verdictHtml(report: Report, more: Html): Html {
  const words = verdictWords(report.verdict);
  const line = headline(report).slice(words.length);
  return html`<header class="${report.verdict === 'ready' ? 'ready' : 'not'}"><h1>${words}</h1><p>${line}</p>${more}</header>`;
}

function history(changes: readonly Change[]): Html {
  if (changes.length === 0) return html`<h2>Changes</h2><p class="dim">None since the start.</p>`;
  return html`<h2>Changes</h2><ul>${changes.map(change)}</ul>`;
}

const DID = { came: 'is new', went: 'is gone', weighs: 'weighs another thing now:' } as const;

function change({ at, what, subject, severity }: Change): Html {
  const when = html`<time datetime="${at}">${utc(at)}</time>`;
  if (what === 'verdict')
    return html`<li>${when}<strong>${subject === 'ready' ? 'READY' : 'NOT READY'}</strong></li>`;
  const tone = what === 'went' ? 'pass' : (severity ?? 'info');
  return html`<li>${when}<span class="${tone}">${subject} ${DID[what]}${what === 'weighs' ? ` ${severity}` : ''}</span></li>`;
}
