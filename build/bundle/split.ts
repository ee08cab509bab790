import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { GROUP, groupOf, withGroup } from './group.ts';
import { bareName } from './loader.ts';
import { exportsOf, outputOf, part, reachable } from './parts.ts';

/**
 * A program that costs what it uses: V8 has to look at every character of a script before the first line
 * runs, and nine tenths of ours are for what seldom happens.
 *
 * esbuild splits the program where it says `import()`. The parts that a healthy run needs (`hot`, modules
 * that are imported so) become one script; the others are parts for themselves, but for those that are needed
 * `together`. {@link withPackedParts} or {@link withAssetParts} add them.
 */
export async function split(
  options: BuildOptions,
  hot: readonly string[],
  together: readonly RegExp[],
): Promise<Split> {
  const { outputFiles = [], metafile } = await build({
    ...options,
    format: 'esm',
    splitting: true,
    // Nothing is written there: the name of a folder that the parts are relative to.
    outdir: '.',
    // V8 reads each name three times, and nobody else does.
    chunkNames: '[hash]',
    metafile: true,
    write: false,
  });
  if (metafile === undefined) throw new Error('esbuild gave no metafile');
  const found = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const entry = outputOf(metafile, String((options.entryPoints as string[])[0]));
  const eager = reachable(metafile, [entry, ...hot.map((module) => outputOf(metafile, module))]);
  const group = groupOf(metafile, together, eager);
  const parts = withGroup(found, group);
  const rest = [...parts.keys()].filter((name) => !eager.has(name) && !group.inside.has(name)).sort();

  const cold: Record<string, string> = {};
  for (const name of rest)
    cold[part(name)] = await commonJs(name, parts, (other) => name === GROUP && group.inside.has(other));
  const code = await commonJs(
    MAIN,
    withMain(parts, eager, entry, metafile),
    (name) => name === PROVIDE || eager.has(name),
  );
  return { code: withBring(code), parts: cold, metafile };
}

export interface Split {
  /** A CommonJS script that asks `require` for parts by their names, and tells `provide` of its own. */
  readonly code: string;
  /** Functions' bodies of `require` and `module`, by name. */
  readonly parts: Readonly<Record<string, string>>;
  readonly metafile: Metafile;
}

/**
 * What esbuild writes for the `import()` of a part, in the words of the loader: the same call sixty times is two KiB.
 * A part has `__esModule`, so that nothing is to be made of its exports.
 */
function withBring(code: string): string {
  return code.replace(
    /Promise\.resolve\(\)\.then\(\(\)=>[\w$]+\(require\(("\.\/\w+\.js")\)\)\)/g,
    'bring($1)',
  );
}

const MAIN = 'main.js';
const PROVIDE = 'provide.js';

/**
 * The main part: first it says what is there, so that other parts find it, then it runs the program. What a
 * part exports it says by a function: to put a hundred names together takes longer than all else here, and
 * few parts are ever asked for.
 */
function withMain(
  parts: ReadonlyMap<string, string>,
  eager: ReadonlySet<string>,
  entry: string,
  metafile: Metafile,
): ReadonlyMap<string, string> {
  const shared = [...eager].filter((name) => name !== entry).sort();
  const lines = shared.map((name, i) => {
    const local = exportsOf(metafile, name).map((word, j) => ({ word, as: `p${i}_${j}` }));
    const imported = local.map(({ word, as }) => `${word} as ${as}`).join(', ');
    const object = local.map(({ word, as }) => `${word}: ${as}`).join(', ');
    return {
      imports: `import { ${imported} } from '${part(name)}';`,
      provided: `'${part(name)}': () => ({ ${object} })`,
    };
  });
  const provide = `${lines.map(({ imports }) => imports).join('\n')}
provide({ ${lines.map(({ provided }) => provided).join(', ')} });`;
  const main = `import '${part(PROVIDE)}';\nimport '${part(entry)}';`;
  return new Map([...parts, [PROVIDE, provide], [MAIN, main]]);
}

/** Turns one part into CommonJS together with the parts that `inside` takes in; others are asked for. */
async function commonJs(
  name: string,
  parts: ReadonlyMap<string, string>,
  inside: (name: string) => boolean,
): Promise<string> {
  const resolver: Plugin = {
    name: 'parts',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.\// }, ({ path, kind }) => {
        const target = basename(path);
        // A part behind `import()` is asked for by name even where it is inside: evaluated with the rest,
        // it needs no wrapper of its own.
        const taken = kind !== 'dynamic-import' && (kind === 'entry-point' || inside(target));
        return taken ? { path: target, namespace: 'part' } : { path, external: true };
      });
      onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({ contents: parts.get(path) ?? '' }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [part(name)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // `import()` becomes `require`, which is the loader's.
    supported: { 'dynamic-import': false },
    minify: true,
    write: false,
    plugins: [resolver],
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

/** The program as one file that holds its parts, packed. */
export async function withPackedParts(program: Split): Promise<string> {
  const packed = Object.fromEntries(
    Object.entries(program.parts).map(([name, text]) => [bareName(name), pack(text)]),
  );
  return assemble(program, program, 'loader.packedParts(packed,nodeRequire)', [
    // Not in the call itself: V8 compiles at once what stands behind a parenthesis.
    `function packed(){return${JSON.stringify(packed)}}`,
  ]);
}

/** The program as a script whose parts are assets of the executable, which is known by the program of the `bundle`. */
export async function withAssetParts(program: Split, bundle: Split): Promise<string> {
  return assemble(program, bundle, 'loader.assetParts(nodeRequire)', []);
}

/** The same in every file that was made of the same program: `program` and its SHA-256. */
function programId({ code, parts }: Split): string {
  return `program ${createHash('sha256')
    .update(JSON.stringify([code, parts]))
    .digest('hex')}`;
}

async function assemble(
  program: Split,
  known: Split,
  partOf: string,
  more: readonly string[],
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'loader.ts')],
    format: 'iife',
    globalName: 'loader',
    target: 'node20',
    minify: true,
    write: false,
  });
  return [
    `"use strict";/* ${programId(known)} */`,
    // A block, so that the program's `require` hides Node's.
    'const nodeRequire=require;{',
    outputFiles[0]?.text.trim(),
    ...more,
    `const{require,bring,provide}=loader.makeLoader(${partOf},nodeRequire);`,
    `${program.code.trim()}}\n`,
  ].join('\n');
}

function pack(code: string): string {
  return brotliCompressSync(code).toString('base64');
}
