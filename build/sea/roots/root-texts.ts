import { readTable, type TextTable } from './text-table.ts';

/** The asset with the texts of well-known roots (build/sea/write-root-texts.ts). */
export const ROOT_TEXTS = 'root-texts';

/** The asset, once it was asked for; null where there is none, as while the executable is made. */
let table: TextTable | null | undefined;

export function rootTexts(): TextTable | null {
  if (table === undefined) {
    const sea = process.getBuiltinModule('node:sea');
    table = sea.isSea() ? readTable(Buffer.from(sea.getRawAsset(ROOT_TEXTS) as ArrayBuffer)) : null;
  }
  return table;
}
