import { chmod, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** One file that any Node from 20 on can run: CommonJS, so that the single executable can carry it too. */
await build({
  entryPoints: ['src/bin.ts'],
  outfile: 'dist/probe-env.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minifySyntax: true,
  banner: { js: '#!/usr/bin/env node' },
  legalComments: 'eof',
  logLevel: 'warning',
});
await chmod('dist/probe-env.cjs', 0o755);
void writeFile;
