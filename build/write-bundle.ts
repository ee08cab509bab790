import { writeFile } from 'node:fs/promises';
import { BUNDLE, HOT } from './esbuild-options.ts';
import { noticesOf } from './notices.ts';
import { oneFile } from './one-file.ts';

/** Writes the program as one file, with the licences of what is in it: it travels alone. */
export async function writeBundle(file: string, firstLine = ''): Promise<void> {
  const { text, metafile } = await oneFile(BUNDLE, HOT);
  const notices = (await noticesOf(metafile)).replaceAll('*/', '* /');
  await writeFile(file, `${firstLine}${text}/*\n${notices}*/\n`);
}
