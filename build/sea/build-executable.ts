import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { build } from 'esbuild';
import { writeBundle } from '../write-bundle.ts';
import { type Architecture, toolchainFor } from './architecture.ts';
import { officialNode } from './official-node.ts';

export interface ExecutableOptions {
  readonly architecture: Architecture;
  readonly output: string;
  /** Folder for what is downloaded and for the steps in between. */
  readonly cache: string;
  /** Where the libraries of another architecture are. */
  readonly sysroot: string;
  /** Options that the Node inside starts with. */
  readonly execArgv: readonly string[];
  /** Options under which V8 writes its code cache; it refuses one that was written under others. */
  readonly cacheArgv?: readonly string[];
  /** Folder of the steps in between, if not `cache`/`architecture`. */
  readonly work?: string;
}

/** Makes the single executable: bundle, official Node, strip, inject. */
export async function buildExecutable(options: ExecutableOptions): Promise<void> {
  const { architecture, output, cache, execArgv } = options;
  const work = options.work ?? join(cache, architecture);
  await mkdir(work, { recursive: true });
  await mkdir(dirname(output), { recursive: true });
  const { strip, runner } = toolchainFor(architecture, options.sysroot);

  // Before the injection: afterwards it would destroy the blob.
  await copyFile(officialNode(architecture, cache), join(work, 'node'));
  execFileSync(strip, ['node'], { cwd: work });

  await writeProgram(work);
  const [emulator, ...before] = [...runner, './node'];
  // --predictable: V8 hashes with a seed by chance otherwise, and the same input would give other bytes.
  const node = (argv: readonly string[], ...args: readonly string[]) => {
    execFileSync(String(emulator), [...before, ...argv, '--predictable', ...args], {
      cwd: work,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  node(options.cacheArgv ?? execArgv, 'rehearse.cjs', 'program.js', 'code', join(work, 'stage'));
  node(execArgv, 'rehearse.cjs', 'program.js', 'code');

  const config = {
    // Names without a folder: what is written must not depend on where it was built.
    main: 'main.cjs',
    assets: { program: 'program.js', code: 'code' },
    executable: join(work, 'node'),
    output: 'injected',
    disableExperimentalSEAWarning: true,
    execArgv,
    // NODE_OPTIONS is for the application's Node.
    execArgvExtension: 'none',
  };
  await writeFile(join(work, 'sea.json'), JSON.stringify(config));
  node(execArgv, '--build-sea', 'sea.json');

  await copyInPieces(join(work, 'injected'), output);
}

/** The bundle as a function of what a module has, and beside it what carries it. */
async function writeProgram(work: string): Promise<void> {
  const bundle = join(work, 'bundle.cjs');
  await writeBundle(bundle);
  const text = await readFile(bundle, 'latin1');
  await writeFile(join(work, 'program.js'), `(function (require, module, exports) {${text}})`, 'latin1');
  await build({
    entryPoints: ['main', 'rehearse'].map((name) => join(import.meta.dirname, `${name}.ts`)),
    outdir: work,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
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
