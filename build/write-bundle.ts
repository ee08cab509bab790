import { writeFile } from 'node:fs/promises';
import { compileAtOnce } from './compile-at-once.ts';
import { BUNDLE, HOT } from './esbuild-options.ts';
import { noticesOf } from './notices.ts';
import { oneFile } from './one-file.ts';

/** Writes the program as one file, with the licences of what is in it: it travels alone. */
export async function writeBundle(file: string, firstLine = ''): Promise<void> {
  const { text, metafile } = await oneFile(BUNDLE, HOT);
  const program = compileAtOnce(ascii(text));
  const notices = (await noticesOf(metafile)).replaceAll('*/', '* /');
  await writeFile(file, `${firstLine}${program}/*\n${ascii(notices)}*/\n`);
}

/** One letter beyond Latin-1 or ASCII, be it in a comment, and V8 holds and reads the whole script in UTF-16. */
function ascii(text: string): string {
  return text.replace(
    /[^\x00-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
