import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { probeFiles } from './new-probe/files.ts';

/** `npm run new-probe NAME`: a probe that runs, with one rule, one fixture and one test. */
const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  console.error('usage: npm run new-probe NAME, in kebab case such as open-ports');
  process.exit(64);
}

for (const [path, text] of probeFiles(name)) {
  await mkdir(dirname(path), { recursive: true });
  // wx: a probe that exists is not overwritten.
  await writeFile(path, text, { flag: 'wx' });
  console.log(path);
}
console.log(`
Next:
  1. say in probes/${name}/observe.ts what is to be seen, and in judge.ts what is wrong with it
  2. register it in probes/index.ts: one import, one entry
  3. npx vitest run test/probes/${name}
  4. npm run docs`);
