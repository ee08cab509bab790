import type { Finding } from '../../core/documents/report.ts';
import { bestOf, remediesText } from '../../core/remedy/text.ts';
import type { Severity } from '../../core/severity.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, wrap } from '../../core/text/wrap.ts';
import { originLines } from '../origin-lines.ts';
import { sinceThen } from '../since-then.ts';
import { clip, harmless, type Style } from './style.ts';

const SEVERITY_MARK: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: 'i' };

/** A finding with its origin, its cause and what mends it. @param isMendedWithCause its remedy is that of its cause, which is shown too */
export function findingLines(
  finding: Finding,
  verbose: boolean,
  p: Style,
  isMendedWithCause: boolean,
): string {
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
    ...(isMendedWithCause
      ? []
      : [hang(harmless(remedyLines(finding, verbose, p.width)), '    → ', '      ')]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Prose is wrapped; what is there to be copied is not. */
function remedyLines({ remedy, remedies }: Finding, verbose: boolean, width: number): string {
  if (remedies.length === 0) return remedy;
  return remediesText(verbose ? remedies : bestOf(remedies), (line) => wrap(line, width - 6));
}
