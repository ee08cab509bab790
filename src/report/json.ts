import type { Report } from '../core/documents/report.ts';
import { visibleJson } from '../core/text/visible.ts';

/** The report as it is, indented by two: one JSON document. */
export function json(report: Report): string {
  return `${visibleJson(JSON.stringify(report, null, 2))}\n`;
}
