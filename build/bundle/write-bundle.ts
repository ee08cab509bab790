import { writeFile } from 'node:fs/promises';
import { ascii } from './ascii.ts';
import { compileAtOnce } from './compile-at-once.ts';
import { BUNDLE, HOT, TOGETHER } from './esbuild-options.ts';
import { noticesOf } from './notices.ts';
import { split, withPackedParts } from './split.ts';

/** Writes the program as one file, with the licences of what is in it: it travels alone. */
export async function writeBundle(file: string, firstLine = ''): Promise<void> {
  const parts = await split(BUNDLE, HOT, TOGETHER);
  const program = compileAtOnce(ascii(await withPackedParts(parts)));
  const notices = (await noticesOf(parts.metafile)).replaceAll('*/', '* /');
  await writeFile(file, `${firstLine}${program}/*\n${ascii(notices)}*/\n`);
}
