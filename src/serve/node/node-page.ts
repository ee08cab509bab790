import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { rightsOf } from '../../target/node/rights.ts';
import { policyLine } from '../answer/state-lines.ts';
import { frame } from '../page/frame.ts';
import { type Html, html } from '../page/html.ts';
import { whose } from '../page/page.ts';
import { type ContainerEntry, fits, summaryOf } from './documents.ts';
import type { NodeAgent } from './node-agent.ts';

export interface NodePage {
  readonly entries: readonly ContainerEntry[];
  readonly about: NodeAgent['about'];
  /** What somebody calls this node. */
  readonly labels: Readonly<Record<string, string>>;
  /** Why the agent does not know its node. */
  readonly notReady: string | null;
  /** What is asked for. */
  readonly query: URLSearchParams;
}

/** Rows that are shown; the rest is counted, and in /containers. */
const MAX_ROWS = 500;

/** The page of a node: a table of its containers, and which of them are shown. Pure. */
export function nodePage({ entries, about, labels, notReady, query }: NodePage): string {
  const shown = entries.filter((entry) => fits(entry, query)).sort(worstFirst);
  const { title, tone } = notReady === null ? titleOf(entries) : { title: 'NOT READY', tone: 'not' };
  const main = html`<header class="${tone}"><h1>${title}</h1><p class="line">${notReady ?? summaryOf(entries)}</p>${whose(labels)}<p class="dim" id="age">${plural(about.looks, 'look')} since the start</p></header>
<div id="changing">
${filters(entries, query)}
<h2>Containers</h2>
${shown.length === 0 ? html`<p>None fits.</p>` : table(shown.slice(0, MAX_ROWS))}
${shown.length > MAX_ROWS ? html`<p>${shown.length - MAX_ROWS} more in <a href="/containers">the list</a>.</p>` : ''}
</div>
<h2>Rights</h2>
<ul>${rightsOf(about.rights).map(({ granted, name, without }) =>
    granted
      ? html`<li><span class="pass">has</span> ${name}</li>`
      : html`<li><span class="error">lacks</span> ${name}; unknown without it: ${without}</li>`,
  )}</ul>
<h2>Policy</h2>
<p class="line${about.policies.configRefusal === null ? '' : ' error'}">${policyLine(about.policies)}.</p>
<p class="dim">For programs: <a href="/containers">containers</a>, <a href="/metrics">metrics</a>, <a href="/readyz?verbose">readyz</a></p>`;
  return frame(title, about.intervalMs, main);
}

/** The worst that there is: of what nobody knows nothing is called ready. */
function titleOf(entries: readonly ContainerEntry[]): { readonly title: string; readonly tone: string } {
  const count = (wanted: ContainerEntry['verdict']) =>
    entries.filter(({ verdict }) => verdict === wanted).length;
  if (count('not-ready') > 0) return { title: `${count('not-ready')} not ready`, tone: 'not' };
  if (count('unknown') > 0) return { title: `${count('unknown')} unknown`, tone: 'doubt' };
  return entries.length === 0
    ? { title: 'No containers', tone: 'doubt' }
    : { title: 'All ready', tone: 'ready' };
}

const WEIGHT = { 'not-ready': 0, unknown: 1, ready: 2 } as const;

/** What somebody has come for stands above, and is not among the rows that are left out. */
function worstFirst(one: ContainerEntry, other: ContainerEntry): number {
  return WEIGHT[one.verdict] - WEIGHT[other.verdict];
}

/** Links, so that they work without a script, with how many each shows. */
function filters(entries: readonly ContainerEntry[], query: URLSearchParams): Html {
  const values = (name: string, of: (entry: ContainerEntry) => readonly (string | null)[]) => {
    const counts = new Map<string, number>();
    for (const value of entries.flatMap(of))
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    // What is chosen is shown where nothing fits it any more: else nobody sees why the table is empty.
    const chosen = query.get(name) ?? '';
    if (chosen !== '' && !counts.has(chosen)) counts.set(chosen, 0);
    return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  };
  const kinds = [
    ['verdict', values('verdict', ({ verdict }) => [verdict])],
    ['namespace', values('namespace', ({ namespace }) => [namespace])],
    ['rule', values('rule', ({ rules }) => rules)],
  ] as const;
  return html`<nav aria-label="Filters">${kinds
    .filter(([, all]) => all.length > 0)
    .map(
      ([name, all]) =>
        html`<p class="line">${name}: ${choice(name, '', 'all', query)}${all.map(([value, count]) => choice(name, value, `${value} (${count})`, query))}</p>`,
    )}</nav>`;
}

function choice(name: string, value: string, text: string, query: URLSearchParams): Html {
  const next = new URLSearchParams(query);
  if (value === '') next.delete(name);
  else next.set(name, value);
  const chosen = (query.get(name) ?? '') === value;
  const search = next.toString();
  return html` ${chosen ? html`<strong>${text}</strong>` : html`<a href="/${search === '' ? '' : `?${search}`}">${text}</a>`}`;
}

const WORDS = { ready: 'ready', 'not-ready': 'not ready', unknown: 'unknown' } as const;
const TONES = { ready: 's-pass', 'not-ready': 's-fail', unknown: 's-warn' } as const;

function table(entries: readonly ContainerEntry[]): Html {
  return html`<table class="names"><thead><tr><th scope="col">Container</th><th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>
<tbody>${entries.map(row)}</tbody></table>`;
}

/** What people call it; where nobody does, the beginning of its id and its program. */
export function nameOf({ id, namespace, pod, container, process }: ContainerEntry): string {
  const named = [namespace, pod, container].filter((name) => name !== null).join('/');
  return named || `${(id ?? '').slice(0, 12)} (${visible(process ?? '')})`;
}

function row(entry: ContainerEntry): Html {
  const { id, verdict, reason, rules } = entry;
  const name = nameOf(entry);
  const link = id === null ? html`${name}` : html`<a href="/containers/${id}">${name}</a>`;
  return html`<tr><th scope="row">${link}</th><td class="${TONES[verdict]}">${WORDS[verdict]}</td><td>${visible(reason ?? rules.join(', '))}</td></tr>`;
}
