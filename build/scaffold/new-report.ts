import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportFile } from './report-file.ts';

/**
 * `npm run new-report DIR [UID]`: writes test/reports/cases/NAME.ts of a directory NAME that holds the files of a root
 * file system, as far as they matter, and its environment in a file `env` (NAME=VALUE in each line).
 */
const [directory, uid] = process.argv.slice(2);
if (directory === undefined || (uid !== undefined && !/^\d+$/.test(uid))) {
  console.error('usage: npm run new-report DIRECTORY [UID]');
  process.exit(64);
}
const { name, text } = reportFile(directory, uid === undefined ? null : Number(uid));
const path = join(import.meta.dirname, '../../test/reports/cases', `${name}.ts`);
writeFileSync(path, text, { flag: 'wx' });
console.log(`${path}\nNext: say what people see, what is the matter, and what probe-env has to find; then
  npm run build && npx vitest run --project all test/reports -t ${name}
  npm run docs`);
