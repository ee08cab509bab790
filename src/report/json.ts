import type { Report } from '../core/report.ts';

/** The report as it is, indented by two: one JSON document. */
export function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
