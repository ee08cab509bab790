import type { Finding, Report } from '../../../core/documents/report.ts';
import type { Remedy } from '../../../core/remedy/remedy.ts';
import { remedyText } from '../../../core/remedy/text.ts';
import type { Blamed } from './blame.ts';

/** What a remedy for a pod, or for docker run, is in a file of Compose; null where it is nothing there. */
export type Translate = (remedy: Remedy) => Remedy | null;

/**
 * The report, each remedy as it is done where the manifest decides: a variable that the manifest sets is not changed by the
 * image, and a file of Compose has keys of its own.
 */
export function withFittingRemedies(
  report: Report,
  { origins }: Pick<Blamed, 'origins'>,
  translate: Translate,
): Report {
  const isSet = (name: string) => origins.variable(name)?.kind === 'file';
  const fitting = (finding: Finding): Finding => {
    const remedies = once(
      finding.remedies
        .filter((remedy) => !setsInVain(remedy, isSet))
        .flatMap((remedy) => translate(remedy) ?? []),
    );
    if (remedies.length === 0 || JSON.stringify(remedies) === JSON.stringify(finding.remedies))
      return finding;
    return { ...finding, remedies, remedy: remedyText(remedies) };
  };
  return {
    ...report,
    probes: report.probes.map((probe) => ({ ...probe, findings: probe.findings.map(fitting) })),
  };
}

/** ENV lines alone, of variables for which the manifest has a value. */
function setsInVain({ where, lines }: Remedy, isSet: (name: string) => boolean): boolean {
  const names = lines.flatMap((line) =>
    line.startsWith('ENV ') ? [...line.matchAll(/[ ]([A-Za-z_]\w*)=/g)].map(([, name = '']) => name) : [''],
  );
  return where === 'image' && names.length > 0 && names.every((name) => name !== '' && isSet(name));
}

function once(remedies: readonly Remedy[]): readonly Remedy[] {
  const byLines = new Map(
    remedies.map((remedy) => [
      JSON.stringify([remedy.lines, remedy.lines.length === 0 && remedy.why]),
      remedy,
    ]),
  );
  return [...byLines.values()];
}
