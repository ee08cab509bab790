import type { RouteReport } from '../../core/documents/route-report.ts';
import { visibleJson } from '../../core/text/visible.ts';

/** The routes as they are, indented by two: one JSON document. */
export function routeJson(report: RouteReport): string {
  return `${visibleJson(JSON.stringify(report, null, 2))}\n`;
}
