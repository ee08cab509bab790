import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** Appends the licences of what was bundled to the bundle: it travels alone, so they travel in it. */
export const licenceNotices: Plugin = {
  name: 'licence-notices',
  setup: ({ initialOptions, onEnd }) => {
    initialOptions.metafile = true;
    onEnd(async ({ metafile }) => {
      const { outfile } = initialOptions;
      if (metafile === undefined || outfile === undefined) return;
      const text = await noticesOf(metafile);
      if (text !== '') await appendFile(outfile, `/*\n${text.replaceAll('*/', '* /')}*/\n`);
    });
  },
};

/** Name, version and licence of every package that has code in the bundle. */
export async function noticesOf({ outputs }: Metafile): Promise<string> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const notices = await Promise.all([...new Set(folders)].sort().map(notice));
  return notices.join('\n');
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return `---- ${name} ${version} (${license}) ----\n\n${(await licenceText(folder)).trim()}\n`;
}

const NAMES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'license.md', 'LICENCE'];

async function licenceText(folder: string): Promise<string> {
  for (const name of NAMES) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    // Of two licences to choose from the permissive one comes first; it is the one under which we bundle.
    if (text !== null) return text.split(/^\s*GNU GENERAL PUBLIC LICENSE/m)[0] ?? text;
  }
  throw new Error(`${folder} has no licence file`);
}
