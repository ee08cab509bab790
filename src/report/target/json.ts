import type { TargetDescription } from '../../core/documents/target-description.ts';
import { visibleJson } from '../../core/text/visible.ts';

/** The description as it is, indented by two: one JSON document. */
export function targetJson(description: TargetDescription): string {
  return `${visibleJson(JSON.stringify(description, null, 2))}\n`;
}
