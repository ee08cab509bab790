import type { Report } from '../../core/documents/report.ts';
import { utc } from '../../core/time/utc.ts';
import { frame } from '../page/frame.ts';
import { html } from '../page/html.ts';
import { verdictHtml } from '../page/page.ts';
import { reportHtml } from '../page/report.ts';

const BACK = html`<p><a href="/">All containers of this node</a></p>`;

export interface SilentPage {
  readonly title: string;
  readonly why: string;
  readonly intervalMs: number;
}

export interface ContainerPage {
  /** What people call the container. */
  readonly name: string;
  /** Where the same is for programs. */
  readonly json: string;
  readonly report: Report;
  readonly intervalMs: number;
}

/** The page of a container that nothing can be said of: it has ended, or could not be looked at. Pure. */
export function silentPage({ title, why, intervalMs }: SilentPage): string {
  const main = html`<header class="doubt"><h1>${title}</h1><p class="line">${why}</p></header>
${BACK}`;
  return frame(title, intervalMs, main);
}

/** The page of one container of a node, which was looked at for it. Pure. */
export function containerPage({ name, json, report, intervalMs }: ContainerPage): string {
  const when = `looked at ${utc(report.startedAt)}`;
  const head = html`<p>${name}</p><p class="dim line" id="age">${when}</p>`;
  const main = html`${verdictHtml(report, head)}
${BACK}
<div id="changing">${reportHtml(report, json)}</div>
<p class="dim">For programs: <a href="${json}">report</a></p>`;
  return frame(name, intervalMs, main);
}
