import type { KnownText } from '../../../probes/ca-certs/known-roots/known-text.ts';
import { rootTexts } from './root-texts.ts';
import { findText } from './text-table.ts';

/** What the executable has for probes/ca-certs/known-roots/known-text.ts. */
export function knownText(text: Buffer, start: number, end: number, key: number): KnownText | null {
  const table = rootTexts();
  return table === null ? null : findText(table, text, start, end, key);
}
