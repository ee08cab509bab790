import type { Finding } from '../core/documents/report.ts';

/** What the baseline says of a finding, in a few words; empty where it is the same, or there is no baseline. */
export function sinceThen(finding: Pick<Finding, 'new' | 'changed'>): string {
  if (finding.new) return 'new';
  return finding.changed === undefined ? '' : `changed: ${finding.changed.join(', ')}`;
}
