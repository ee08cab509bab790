/*
 * What runs around the program in what is built: a `require` that knows the parts (see split.ts).
 */

type Require = (name: string) => unknown;

export interface Loader {
  /** Gives a part that is loaded, one that is not (run once), or what Node itself has. */
  readonly require: Require;
  /** `import()` of a part. */
  readonly bring: (name: string) => Promise<unknown>;
  /** Names parts that are loaded already, with what they export. */
  readonly provide: (parts: Readonly<Record<string, () => unknown>>) => void;
}

/** What a part is: it puts what it exports into `module`. */
type Part = (require: Require, module: { exports: unknown }) => void;

/** Gives a part; undefined where there is none of that name. */
export type PartOf = (name: string) => Part | undefined;

/** Parts that a healthy run does not need are compiled when they are asked for. */
export function makeLoader(partOf: PartOf, nodeRequire: Require): Loader {
  const loaded: Record<string, unknown> = {};
  let provided: Readonly<Record<string, () => unknown>> = {};
  const load = (name: string): unknown => {
    if (name in loaded) return loaded[name];
    const exports = provided[name];
    if (exports !== undefined) {
      loaded[name] = exports();
      return loaded[name];
    }
    // Node's own modules have another name than any part.
    const part = name.startsWith('./') ? partOf(name) : undefined;
    if (part === undefined) return nodeRequire(name);
    const module = { exports: {} as unknown };
    loaded[name] = module.exports;
    part(load, module);
    loaded[name] = module.exports;
    return module.exports;
  };
  const provide: Loader['provide'] = (parts) => {
    provided = parts;
  };
  const bring = (name: string) => Promise.resolve().then(() => load(name));
  return { require: load, bring, provide };
}

/** `X` of `./X.js`: the file that holds the parts says each name once, and V8 reads it at every start. */
export function bareName(name: string): string {
  return name.slice(2, -3);
}

/**
 * Parts as Brotli in base64, which V8 neither parses nor compiles, nor even keeps before the function is
 * called. Unpacking one costs about a millisecond.
 */
export function packedParts(packed: () => Readonly<Record<string, string>>, nodeRequire: Require): PartOf {
  let unpacked: Readonly<Record<string, string>> | undefined;
  return (name) => {
    unpacked ??= packed();
    const base64 = unpacked[bareName(name)];
    if (base64 === undefined) return undefined;
    const { brotliDecompressSync } = nodeRequire('node:zlib') as typeof import('node:zlib');
    const { compileFunction } = nodeRequire('node:vm') as typeof import('node:vm');
    const code = brotliDecompressSync(Buffer.from(base64, 'base64')).toString();
    return compileFunction(code, ['require', 'module'], { filename: fileOf(name) }) as Part;
  };
}

/**
 * Parts as assets of the executable, which nobody reads before they are asked for: the text ({@link asExpression}),
 * and beside it what V8 made of it when the executable was built, functions that are called included. V8 compiles
 * anew what it does not take for its own.
 */
export function assetParts(nodeRequire: Require): PartOf {
  return (name) => {
    const { getRawAsset } = nodeRequire('node:sea') as typeof import('node:sea');
    const { Script } = nodeRequire('node:vm') as typeof import('node:vm');
    const code = Buffer.from(getRawAsset(name) as ArrayBuffer).toString('latin1');
    const cachedData = new Uint8Array(getRawAsset(compiledName(name)) as ArrayBuffer);
    return new Script(code, { filename: fileOf(name), cachedData }).runInThisContext() as Part;
  };
}

/** The part as JavaScript whose value is a {@link Part}. */
export function asExpression(code: string): string {
  return `(function(require,module){${code}\n})`;
}

/** The asset that holds the compiled part. */
export function compiledName(name: string): string {
  return `${name}c`;
}

/** As stack traces name it. */
export function fileOf(name: string): string {
  return `probe-env/${name}`;
}
