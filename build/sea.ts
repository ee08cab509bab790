import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isArchitecture } from './sea/architecture.ts';
import { buildExecutable } from './sea/build-executable.ts';
import { EXEC_ARGV, FOLDERS } from './sea/options.ts';

/**
 * `npm run build:sea [-- --arch x64|arm64] [--output FILE] [--plain]`: one executable that brings its own Node.
 * `--plain` does without the snapshot: slower, and by what Node documents alone (build/README.md).
 */
const { values } = parseArgs({
  options: {
    arch: { type: 'string' },
    output: { type: 'string' },
    plain: { type: 'boolean', default: false },
  },
});
const architecture = values.arch ?? process.arch;
if (!isArchitecture(architecture)) throw new Error(`--arch ${architecture}: expected x64 or arm64`);
const name = architecture === process.arch ? 'probe-env' : `probe-env-${architecture}`;
const output = resolve(values.output ?? `dist/${name}`);
await buildExecutable({ architecture, output, execArgv: EXEC_ARGV, plain: values.plain, ...FOLDERS });

const bytes = await readFile(output);
const digest = createHash('sha256').update(bytes).digest('hex');
console.log(
  `${relative('.', output)}: linux ${architecture}, ${(bytes.length / 1e6).toFixed(1)} MB, sha256 ${digest}`,
);
