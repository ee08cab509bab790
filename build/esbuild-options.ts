import type { BuildOptions } from 'esbuild';

/**
 * One file that any Node from 20 on can run: CommonJS, so that the single executable can carry it too.
 * What a module imports with `import()` stays unevaluated until then.
 */
export const BUNDLE: BuildOptions = {
  entryPoints: ['src/bin.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minifySyntax: true,
  legalComments: 'eof',
  logLevel: 'warning',
};
