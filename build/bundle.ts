import { chmod } from 'node:fs/promises';
import { build } from 'esbuild';
import { BUNDLE } from './esbuild-options.ts';

/** `npm run build`: the bundle, for who has a Node. */
await build({ ...BUNDLE, outfile: 'dist/probe-env.cjs', banner: { js: '#!/usr/bin/env node' } });
await chmod('dist/probe-env.cjs', 0o755);
