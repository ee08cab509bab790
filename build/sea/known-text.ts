import { findText } from './text-table.ts';

/** The asset with the texts of the roots that the Node inside brings along, by {@link textTable}. */
export const KNOWN_TEXTS = 'known-roots';

/** The asset, once it was asked for; null where there is none, as while the executable is made. */
let table: Buffer | null | undefined;

/** What the executable has for probes/ca-certs/known-roots/known-text.ts. */
export function knownText(text: Buffer, start: number, end: number): number | null {
  table ??= asset();
  return table === null ? null : findText(table, text, start, end);
}

function asset(): Buffer | null {
  const sea = process.getBuiltinModule('node:sea');
  return sea.isSea() ? Buffer.from(sea.getRawAsset(KNOWN_TEXTS) as ArrayBuffer) : null;
}
