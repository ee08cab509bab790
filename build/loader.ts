/*
 * What runs inside the bundle, around the program: a `require` that knows the parts (see one-file.ts).
 */

type Require = (name: string) => unknown;

export interface Loader {
  /** Gives a part that is loaded, a packed part (unpacked and run once), or what Node itself has. */
  readonly require: Require;
  /** Names parts that are loaded already. */
  readonly provide: (parts: Record<string, unknown>) => void;
}

/**
 * `packedParts` has the parts that a healthy run does not need: Brotli in base64, which V8 neither parses nor
 * compiles, nor even keeps before the function is called. Unpacking one costs about a millisecond.
 */
export function makeLoader(
  packedParts: () => Readonly<Record<string, string>>,
  nodeRequire: Require,
): Loader {
  const loaded: Record<string, unknown> = {};
  let packed: Readonly<Record<string, string>> | undefined;
  const load = (name: string): unknown => {
    if (name in loaded) return loaded[name];
    // Node's own modules have another name than any part.
    if (!name.startsWith('./')) return nodeRequire(name);
    packed ??= packedParts();
    const base64 = packed[name];
    if (base64 === undefined) return nodeRequire(name);
    const { brotliDecompressSync } = nodeRequire('node:zlib') as typeof import('node:zlib');
    const { compileFunction } = nodeRequire('node:vm') as typeof import('node:vm');
    const code = brotliDecompressSync(Buffer.from(base64, 'base64')).toString();
    const module = { exports: {} as unknown };
    loaded[name] = module.exports;
    compileFunction(code, ['require', 'module'], { filename: `probe-env/${name}` })(load, module);
    loaded[name] = module.exports;
    return module.exports;
  };
  return { require: load, provide: (parts) => void Object.assign(loaded, parts) };
}
