import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { linkedFiles } from './sea/libraries.ts';

/**
 * `npm run build:rootfs -- [--executable FILE] [--sysroot DIR] FOLDER`: the executable at /probe-env with
 * the loader and the libraries that it links, and nothing else. To be copied into an image without
 * glibc (`COPY FOLDER/ /`), or to be an image by itself.
 */
const { values, positionals } = parseArgs({
  options: {
    executable: { type: 'string', default: 'dist/probe-env' },
    sysroot: { type: 'string', default: '/' },
  },
  allowPositionals: true,
});
const [folder, ...rest] = positionals;
if (folder === undefined || rest.length > 0) throw new Error('usage: build:rootfs -- [OPTIONS] FOLDER');
const executable = resolve(values.executable);
if (!existsSync(executable)) throw new Error(`${executable} is not there: npm run build:sea`);

for (const { from, to } of [
  { from: executable, to: '/probe-env' },
  ...linkedFiles(executable, values.sysroot),
]) {
  const target = join(folder, to);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(from, target);
  chmodSync(target, 0o755);
  console.log(to);
}
