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
  const open = notCompared.length === 0 ? '' : `; not compared: ${few(notCompared)}`;
  return `since ${file} (${when}): ${counts.length === 0 ? 'nothing new, nothing gone' : counts.join(', ')}${open}`;
}

/** `umask/unexpected, timezone/link-dangling x 2` */
function counted(rules: readonly string[]): string {
  const times = new Map<string, number>();
  for (const rule of rules) times.set(rule, (times.get(rule) ?? 0) + 1);
  return few([...times].map(([rule, count]) => (count === 1 ? rule : `${rule} x ${count}`)));
}

/** All that fits into a line or two: somebody else wrote the names in it. */
function few(names: readonly string[]): string {
  const told = names.slice(0, MOST_NAMES).map((name) => cut(name));
  return [...told, ...(names.length > told.length ? [`${names.length - told.length} more`] : [])].join(', ');
}

const MOST_NAMES = 20;
const LONGEST_NAME = 60;

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}
