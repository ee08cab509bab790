/** The asset with the texts of the roots that the Node inside brings along (build/sea/write-root-texts.ts). */
export const ROOT_TEXTS = 'root-texts';

/** The asset, once it was asked for; null where there is none, as while the executable is made. */
let table: Buffer | null | undefined;

export function rootTexts(): Buffer | null {
  if (table === undefined) {
    const sea = process.getBuiltinModule('node:sea');
    table = sea.isSea() ? Buffer.from(sea.getRawAsset(ROOT_TEXTS) as ArrayBuffer) : null;
  }
  return table;
}
