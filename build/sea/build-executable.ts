import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { build, type Plugin } from 'esbuild';
import { ascii } from '../bundle/ascii.ts';
import { BUNDLE, HOT, TOGETHER } from '../bundle/esbuild-options.ts';
import { asExpression, compiledName } from '../bundle/loader.ts';
import { noticesOf } from '../bundle/notices.ts';
import { split, withAssetParts } from '../bundle/split.ts';
import { writeBundle } from '../bundle/write-bundle.ts';
import { asFunction } from '../rehearsal/program.ts';
import { type Architecture, toolchainFor } from './architecture.ts';
import { ignoreDeadlocks } from './layout/deadlock-checks.ts';
import { markSnapshot } from './layout/resource.ts';
import { withoutCodeCaches } from './layout/snapshot-blob.ts';
import { officialNode } from './official-node.ts';
import { ROOT_TEXTS } from './roots/root-texts.ts';

export interface ExecutableOptions {
  readonly architecture: Architecture;
  readonly output: string;
  /** Folder for what is downloaded and for the steps in between. */
  readonly cache: string;
  /** Where the libraries of another architecture are. */
  readonly sysroot: string;
  /** Options that the Node inside starts with. */
  readonly execArgv: readonly string[];
  /** Folder of the steps in between, if not `cache`/`architecture`. */
  readonly work?: string;
  /** The bundle as it is, by what Node documents alone: for a Node whose layout is not known yet. */
  readonly plain?: boolean;
}

/** Written by build/known-roots.ts: the well-known roots that the Node inside does not bring along. */
const OTHER_ROOTS = join(import.meta.dirname, 'roots/other-roots.pem');
const POLICY = join(import.meta.dirname, '../../examples/policy.yaml');

/** Names without a folder: what is written must not depend on where it was built. */
const SNAPSHOT = 'snapshot.blob';
const INJECTED = 'injected';

/**
 * Options for the process whose heap becomes the snapshot, besides those of the executable. V8 hashes with
 * a seed by chance otherwise, and the same input would give other bytes; and it forgets functions that were
 * not called for a while.
 */
const BUILD_ARGV = ['--predictable', '--hash-seed=1', '--random-seed=1', '--no-flush-bytecode'];

const PLAIN = 'plain.cjs';

/** Makes the single executable: official Node, strip, snapshot of the rehearsed program, inject. */
export async function buildExecutable(options: ExecutableOptions): Promise<void> {
  const { architecture, output, cache, execArgv } = options;
  const work = options.work ?? join(cache, architecture);
  await mkdir(work, { recursive: true });
  await mkdir(dirname(output), { recursive: true });
  const toolchain = toolchainFor(architecture);

  // Before the injection: afterwards it would destroy the blob.
  const ours = await readFile(officialNode(architecture, cache));
  if (!options.plain) ofNode(() => ignoreDeadlocks(ours));
  await writeFile(join(work, 'node'), ours, { mode: 0o755 });
  execFileSync(toolchain.strip(), ['node'], { cwd: work });

  const [emulator, ...before] = [...toolchain.runner(options.sysroot), './node'];
  const node = (...args: readonly string[]) =>
    execFileSync(String(emulator), [...before, ...execArgv, ...args], {
      cwd: work,
      env: { PATH: process.env.PATH },
      // None of the builder's own: which kind of file it is would show in the snapshot. A failure quotes stderr.
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  const { main, assets } = options.plain ? await writePlain(work) : await writeSnapshot(work, node);
  const config = {
    main,
    assets,
    executable: join(work, 'node'),
    output: INJECTED,
    disableExperimentalSEAWarning: true,
    execArgv,
    // NODE_OPTIONS is for the application's Node.
    execArgvExtension: 'none',
  };
  await writeFile(join(work, 'sea.json'), JSON.stringify(config));
  node('--build-sea', 'sea.json');

  const executable = await readFile(join(work, INJECTED));
  if (!options.plain) ofNode(() => markSnapshot(executable, SNAPSHOT));
  await writeInPieces(output, executable);
}

/** What the executable starts from, and its assets: names and files, relative to the folder of the build. */
interface Injected {
  readonly main: string;
  readonly assets: Readonly<Record<string, string>>;
}

async function writePlain(work: string): Promise<Injected> {
  await writeBundle(join(work, PLAIN));
  return { main: PLAIN, assets: {} };
}

async function writeSnapshot(work: string, node: (...args: readonly string[]) => string): Promise<Injected> {
  const assets = await writeScripts(work);
  node('write-root-texts.cjs', join('assets', ROOT_TEXTS), OTHER_ROOTS);
  node('set-stage.cjs', 'stage', 'ill', POLICY);
  // The whole path stays in the snapshot: this one is the same everywhere.
  const making = ['--snapshot-blob', SNAPSHOT, '--build-snapshot', '/proc/self/cwd/snapshot.js'];
  node(...BUILD_ARGV, ...making);
  const snapshot = await readFile(join(work, SNAPSHOT));
  const cut = ofNode(() => withoutCodeCaches(snapshot));
  await writeFile(join(work, SNAPSHOT), cut);
  // Where the heap lies shows in what V8 leaves between its objects. Compiled code does not depend on this option.
  node('--random-seed=1', '--snapshot-blob', SNAPSHOT, 'compile-parts.js');
  node('--snapshot-blob', SNAPSHOT, 'number-parts.js');
  return { main: SNAPSHOT, assets };
}

/** A step that knows how Node lays out its files, which no Node promises to keep. */
function ofNode<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}. If this Node lays it out in another way: npm run build:sea -- --plain`, {
      cause: error,
    });
  }
}

/** Writes the programs that run while the executable is made, and its assets. Gives the assets' files by name. */
async function writeScripts(work: string): Promise<Readonly<Record<string, string>>> {
  await build({
    entryPoints: ['set-stage', 'snapshot', 'compile-parts', 'number-parts', 'write-root-texts'].map((name) =>
      join(import.meta.dirname, `${name}.ts`),
    ),
    outdir: work,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const program = await split(
    { ...BUNDLE, plugins: [...(BUNDLE.plugins ?? []), inExecutable] },
    HOT,
    TOGETHER,
  );
  const bundle = await split(BUNDLE, HOT, TOGETHER);
  const declaration = `const program = ${asFunction(ascii(await withAssetParts(program, bundle)))};\n`;
  const script = (name: string) => readFile(join(work, `${name}.cjs`), 'latin1');
  await writeFile(join(work, 'snapshot.js'), declaration + (await script('snapshot')), 'latin1');
  const inSnapshot = (code: string) => `(function(require){${code}})`;
  const compile = inSnapshot(declaration + (await script('compile-parts')));
  await writeFile(join(work, 'compile-parts.js'), compile, 'latin1');
  await writeFile(join(work, 'number-parts.js'), inSnapshot(await script('number-parts')), 'latin1');

  const parts = Object.entries(program.parts).map(
    ([name, code]) => [name, asExpression(ascii(code))] as const,
  );
  const notices = ['THIRD-PARTY-NOTICES.txt', await noticesOf(program.metafile)] as const;
  await rm(join(work, 'assets'), { recursive: true, force: true });
  await mkdir(join(work, 'assets'));
  for (const [name, content] of [...parts, notices]) await writeFile(join(work, 'assets', name), content);
  const names = [...parts, notices].flatMap(([name]) =>
    name.endsWith('.js') ? [name, compiledName(name)] : [name],
  );
  names.push(ROOT_TEXTS);
  return Object.fromEntries(names.map((name) => [name, join('assets', name)]));
}

/** Modules of which the executable has its own (their names are the same), since it brings the texts of Node's roots along. */
const OWN = /\/(?:known-text|bundled-roots)\.ts$/;

const inExecutable: Plugin = {
  name: 'in-executable',
  setup(build) {
    build.onResolve({ filter: OWN }, ({ path }) => ({
      path: join(import.meta.dirname, 'roots', basename(path)),
    }));
  },
};

/**
 * What is written all at once the page cache keeps in huge pieces, and each page fault then maps so much
 * that the resident size doubles for as long as the file stays cached.
 */
async function writeInPieces(file: string, bytes: Buffer): Promise<void> {
  const PIECE = 64 * 1024;
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  };
  await pipeline(Readable.from(pieces()), createWriteStream(`${file}.new`));
  await chmod(`${file}.new`, 0o755);
  await rename(`${file}.new`, file);
}
