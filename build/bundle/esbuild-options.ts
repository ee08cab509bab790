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

/**
 * Modules behind an `import()` that a healthy run takes: packed, they would be unpacked every time, and the first
 * that is unpacked loads node:zlib. The last two are for containers with a CA of their own, and with a zone in TZ.
 */
export const HOT: readonly string[] = [
  'src/cli/commands/check.ts',
  'src/report/text/text.ts',
  'probes/ca-certs/provided/look.ts',
  'probes/timezone/database/rule-of.ts',
];

/**
 * Modules behind an `import()` that one run needs together: one part, since each is unpacked for itself.
 * The sections of a policy are the probes' own, and a policy file is read with all of them.
 */
export const TOGETHER: readonly RegExp[] = [
  /^src\/config\/policy\/file\.ts$/,
  /^probes\/[^/]+\/policy-schema\.ts$/,
];

/**
 * What `require('probe-env')` gives, and by {@link LIBRARY_IMPORT} `import` too: two copies would be two classes
 * of error, and twice the size.
 */
export const LIBRARY: BuildOptions = {
  ...BUNDLE,
  entryPoints: ['src/index.ts'],
  minify: false,
  minifySyntax: true,
};

/** The module that gives the same library to `import`. */
export const LIBRARY_IMPORT = "export * from './index.cjs';\n";
