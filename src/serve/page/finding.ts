import type { Finding } from '../../core/documents/report.ts';
import type { Remedy } from '../../core/remedy/remedy.ts';
import { bestOf, introOf } from '../../core/remedy/text.ts';
import { plural } from '../../core/text/plural.ts';
import { type Html, html } from './html.ts';

/** What there was room for, and how many there were beside. */
export interface Shown {
  readonly shown: readonly Html[];
  readonly left: number;
}

/** One finding: the defect, why, what to paste, and other ways folded. @param id no other finding of the page has. Pure. */
export function findingHtml(
  { rule, severity, message, remedy, remedies, causedBy }: Finding,
  id: string,
): Html {
  const parts = remedies.map(remedyHtml);
  const best = bestOf(remedies).length;
  // To fold one line away costs a line.
  const open = remedies.length <= best + 1 ? remedies.length : best;
  const folded = parts.slice(open);
  const others =
    folded.length === 0
      ? ''
      : html`<details id="${id}"><summary>${plural(folded.length, 'other way')}</summary>${folded}</details>`;
  return html`<article><h3 class="${severity}">${rule} <span class="dim">${severity}</span></h3>
<p>${message}</p>
${causedBy === undefined ? '' : html`<p class="dim">because of ${causedBy}</p>`}${remedies.length === 0 ? html`<p class="how">${remedy}</p>` : parts.slice(0, open)}${others}</article>
`;
}

function remedyHtml(remedy: Remedy, index: number): Html {
  const intro = introOf(remedy, index);
  if (remedy.lines.length === 0) return html`<p class="how">${intro}</p>`;
  return html`<div class="do"><p class="how">${intro}</p><pre tabindex="0">${remedy.lines.join('\n')}</pre></div>`;
}
