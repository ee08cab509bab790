import type { Finding } from '../../core/documents/report.ts';
import { bestOf, remediesText } from '../../core/remedy/text.ts';
import type { Severity } from '../../core/severity.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, wrap } from '../../core/text/wrap.ts';
import { originLines } from '../origin-lines.ts';
import { sinceThen } from '../since-then.ts';
import { clip, harmless, type Style } from './style.ts';

const SEVERITY_MARK: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: 'i' };

/** What mends it: lines of its own, the rule above it that says the same, or null where its cause says it. */
export type Mending = { readonly lines: string } | { readonly asFor: string } | null;

/** A finding with its origin, its cause and what mends it. */
export function findingLines(finding: Finding, p: Style, mending: Mending): string {
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
    ...(mending === null ? [] : [hang(mendingText(finding, mending), '    → ', '      ')]),
  ];
  return `${lines.join('\n')}\n`;
}

function mendingText({ rule }: Finding, mending: NonNullable<Mending>): string {
  if ('lines' in mending) return mending.lines;
  return mending.asFor === rule ? 'the same as above' : `the same as for ${mending.asFor}`;
}

/** Prose is wrapped; what is there to be copied is not. */
export function remedyLines({ remedy, remedies }: Finding, verbose: boolean, width: number): string {
  if (remedies.length === 0) return harmless(remedy);
  return harmless(remediesText(verbose ? remedies : bestOf(remedies), (line) => wrap(line, width - 6)));
}
