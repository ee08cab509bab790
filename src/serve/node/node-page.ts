import { visible } from '../../core/text/visible.ts';
import { rightsOf } from '../../target/node/rights.ts';
import { policyLine } from '../answer/state-lines.ts';
import { frame } from '../page/frame.ts';
import { type Html, html } from '../page/html.ts';
import { type ContainerEntry, fits, summaryOf } from './documents.ts';
import type { NodeAgent } from './node-agent.ts';

export interface NodePage {
  readonly entries: readonly ContainerEntry[];
  readonly about: NodeAgent['about'];
  /** Why the agent does not know its node. */
  readonly notReady: string | null;
  /** What is asked for. */
  readonly query: URLSearchParams;
}

/** Rows that are shown; the rest is counted, and in /containers. */
const MAX_ROWS = 500;

/** The page of a node: a table of its containers, and which of them are shown. Pure. */
export function nodePage({ entries, about, notReady, query }: NodePage): string {
  const shown = entries.filter((entry) => fits(entry, query));
  const bad = entries.some(({ verdict }) => verdict === 'not-ready');
  const title = notReady !== null ? 'NOT READY' : bad ? 'Not all ready' : 'Ready';
  const tone = notReady === null && !bad ? 'ready' : 'not';
  const main = html`<header class="${tone}"><h1>${title}</h1><p>${notReady ?? summaryOf(entries)}</p><p class="dim" id="age">${about.looks} looks since the start</p></header>
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
<p${about.policies.configRefusal === null ? '' : html` class="error"`}>${policyLine(about.policies)}</p>
<p class="dim">For programs: <a href="/containers">containers</a>, <a href="/metrics">metrics</a>, <a href="/readyz?verbose">readyz</a></p>`;
  return frame(title, about.intervalMs, main);
}

/** Links, so that they work without a script. */
function filters(entries: readonly ContainerEntry[], query: URLSearchParams): Html {
  const values = (of: (entry: ContainerEntry) => readonly (string | null)[]) =>
    [...new Set(entries.flatMap(of).filter((value) => value !== null))].sort();
  const kinds = [
    ['verdict', values(({ verdict }) => [verdict])],
    ['namespace', values(({ namespace }) => [namespace])],
    ['rule', values(({ rules }) => rules)],
  ] as const;
  return html`<nav aria-label="Filters">${kinds
    .filter(([, all]) => all.length > 0)
    .map(
      ([name, all]) =>
        html`<p>${name}: ${choice(name, '', 'all', query)}${all.map((value) => choice(name, value, value, query))}</p>`,
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
  return html`<table><thead><tr><th scope="col">Container</th><th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>
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
