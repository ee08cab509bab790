import type { BaselineReport } from '../../core/documents/report.ts';

/** What changed since the baseline, in one line. */
export function sinceText(baseline: Omit<BaselineReport, 'text'>): string {
  const { file, startedAt, gone, notCompared } = baseline;
  const when = `${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const rules = counted(gone.map(({ rule }) => rule));
  const counts = [
    ...(baseline.new > 0 ? [`${baseline.new} new`] : []),
    ...(baseline.changed > 0 ? [`${baseline.changed} changed`] : []),
    ...(gone.length > 0 ? [`${gone.length} gone (${rules})`] : []),
  ];
  const open = notCompared.length === 0 ? '' : `; not compared: ${notCompared.join(', ')}`;
  return `since ${file} (${when}): ${counts.length === 0 ? 'nothing new, nothing gone' : counts.join(', ')}${open}`;
}

/** `umask/unexpected, timezone/link-dangling x 2` */
function counted(rules: readonly string[]): string {
  const unique = [...new Set(rules)];
  const told = unique.map((rule) => {
    const times = rules.filter((other) => other === rule).length;
    return times === 1 ? rule : `${rule} x ${times}`;
  });
  return told.join(', ');
}
