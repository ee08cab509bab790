import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { BUNDLE } from './esbuild-options.ts';
import { type Architecture, isArchitecture, toolchainFor } from './sea/architecture.ts';
import { officialNode } from './sea/official-node.ts';
import { EXEC_ARGV } from './sea/options.ts';

/** `npm run build:sea [-- --arch x64|arm64] [--output FILE]`: one executable that brings its own Node. */

const CACHE = resolve('.cache/sea');
const ARM64_LIBRARIES = resolve(process.env.PROBE_ENV_TOOLS ?? '.cache/tools', 'arm64/usr/aarch64-linux-gnu');

const { values } = parseArgs({ options: { arch: { type: 'string' }, output: { type: 'string' } } });
const architecture = values.arch ?? process.arch;
if (!isArchitecture(architecture)) throw new Error(`--arch ${architecture}: expected x64 or arm64`);
const output = resolve(
  values.output ?? `dist/probe-env${architecture === process.arch ? '' : `-${architecture}`}`,
);
await buildExecutable(architecture, output);

const { size } = await stat(output);
const digest = createHash('sha256')
  .update(await readFile(output))
  .digest('hex');
console.log(`${output}: linux ${architecture}, ${(size / 1e6).toFixed(1)} MB, sha256 ${digest}`);

async function buildExecutable(architecture: Architecture, output: string): Promise<void> {
  const work = join(CACHE, architecture);
  await mkdir(work, { recursive: true });
  await mkdir(dirname(output), { recursive: true });
  const { strip, runner } = toolchainFor(architecture, ARM64_LIBRARIES);

  // Before the injection: afterwards it would destroy the blob.
  await copyFile(officialNode(architecture, CACHE), join(work, 'node'));
  execFileSync(strip, ['node'], { cwd: work });

  // Names without a folder: what is written into the executable must not depend on where it was built.
  await build({ ...BUNDLE, outfile: join(work, 'probe-env.cjs') });
  const config = {
    main: 'probe-env.cjs',
    executable: join(work, 'node'),
    output: 'injected',
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    execArgv: EXEC_ARGV,
    // NODE_OPTIONS is for the application's Node.
    execArgvExtension: 'none',
  };
  await writeFile(join(work, 'sea.json'), JSON.stringify(config));
  // --predictable: V8 numbers and hashes by chance otherwise, and the same input would give other bytes.
  const [program = '', ...args] = [
    ...runner,
    './node',
    ...EXEC_ARGV,
    '--predictable',
    '--build-sea',
    'sea.json',
  ];
  execFileSync(program, args, {
    cwd: work,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

  await copyInPieces(join(work, 'injected'), output);
}

/**
 * Node writes all 117 MB at once, the page cache keeps them in huge pieces, and each page fault then maps
 * so much that the resident size doubles for as long as the file stays cached.
 */
async function copyInPieces(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(`${to}.new`));
  await chmod(`${to}.new`, 0o755);
  await rename(`${to}.new`, to);
}
