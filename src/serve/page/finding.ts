import type { Finding } from '../../core/documents/report.ts';
import type { Remedy } from '../../core/remedy/remedy.ts';
import { headOf } from '../../core/remedy/text.ts';
import { type Html, html } from './html.ts';

/** What there was room for, and how many there were beside. */
export interface Shown {
  readonly shown: readonly Html[];
  readonly left: number;
}

/** One finding: the defect, why, and what to paste. Pure. */
export function findingHtml({ rule, severity, message, remedy, remedies, causedBy }: Finding): Html {
  return html`<article><h3 class="${severity}">${rule} <span class="dim">${severity}</span></h3>
<p>${message}</p>
${causedBy === undefined ? '' : html`<p class="dim">because of ${causedBy}</p>`}${remedies.length === 0 ? html`<p>${remedy}</p>` : remedies.map(remedyHtml)}</article>
`;
}

function remedyHtml(remedy: Remedy, index: number): Html {
  const head = `${index === 0 ? '' : 'or '}${headOf(remedy)}`;
  if (remedy.lines.length === 0) return html`<p>${head}</p>`;
  return html`<p>${head}</p><pre tabindex="0">${remedy.lines.join('\n')}</pre>`;
}
