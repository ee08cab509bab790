import type { BuildOptions } from 'esbuild';
import { licenceNotices } from './notices.ts';

/**
 * One file that any Node from 20 on can run: CommonJS, so that the single executable can carry it too.
 * What a module imports with `import()` stays packed until then.
 */
export const BUNDLE: BuildOptions = {
  entryPoints: ['src/bin.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  plugins: [licenceNotices],
  logLevel: 'warning',
};

/** Modules behind an `import()` that a healthy run takes: packed, they would be unpacked every time. */
export const HOT: readonly string[] = ['src/cli/check.ts', 'src/report/text.ts'];

/** What `import 'probe-env'` gives. Packages in CommonJS ask for built-in modules by `require`. */
export const LIBRARY: BuildOptions = {
  ...BUNDLE,
  entryPoints: ['src/index.ts'],
  minify: false,
  minifySyntax: true,
  format: 'esm',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};
