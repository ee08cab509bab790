import type { Finding, Report } from '../core/documents/report.ts';
import type { Severity } from '../core/severity.ts';
import { visible } from '../core/text/visible.ts';
import { explained, openFails, worstFirst } from './failing.ts';
import { headline } from './text/headline.ts';

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub Actions workflow commands: an annotation a finding, and the verdict last as an ordinary line. */
export function github(report: Report): string {
  const open = report.probes
    .filter((p) => p.status === 'inconclusive')
    .map((p) => command(openFails(report) ? 'error' : 'warning', `${p.name} inconclusive`, p.reason ?? ''));
  const broken = (report.error?.messages ?? []).map((message) =>
    command('error', 'probe-env failed', message),
  );
  const findings = worstFirst(report).map(annotation);
  const labels = Object.entries(report.labels).map(([name, value]) => `${name}=${value}`);
  // Ordinary lines of the log: behind a blank nothing is taken for a command.
  const { baseline } = report;
  const compared = baseline === undefined ? [] : [` ${visible(baseline.text)}`];
  const where = labels.length === 0 ? [] : [` ${visible(labels.join(', '))}`];
  return `${[...broken, ...open, ...findings, ...where, ...compared, headline(report)].join('\n')}\n`;
}

function annotation(finding: Finding): string {
  return command(COMMAND[finding.severity], finding.rule, explained(finding), placeOf(finding));
}

/** The line of a manifest or Dockerfile that is to blame: there GitHub shows the annotation. */
function placeOf({ origin = [] }: Finding): string {
  for (const { file, line } of origin)
    if (file !== undefined && line !== undefined && file !== '-')
      return `,file=${property(file)},line=${line}`;
  return '';
}

function command(name: string, title: string, message: string, place = ''): string {
  return `::${name} title=${property(title)}${place}::${data(message)}`;
}

/** Line breaks and `%` would end the command or be decoded. */
function data(text: string): string {
  return text.split('\n').map(visible).join('\n').replace(/%/g, '%25').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
