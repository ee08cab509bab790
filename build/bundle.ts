import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { probes } from '../probes/index.ts';
import { jsonSchemas } from '../src/json-schemas.ts';
import { BuildProblem } from './bundle/compile-at-once.ts';
import { LIBRARY, LIBRARY_IMPORT } from './bundle/esbuild-options.ts';
import { noticesOf } from './bundle/notices.ts';
import { writeBundle } from './bundle/write-bundle.ts';

/** `npm run build`: the bundle for who has a Node, the library, and the JSON Schemas. */
await mkdir('dist', { recursive: true });
const command = writeBundle('dist/probe-env.cjs', '#!/usr/bin/env node\n');
const library = build({ ...LIBRARY, outfile: 'dist/index.cjs' });
await writeFile('dist/index.mjs', LIBRARY_IMPORT);

try {
  await command;
} catch (error) {
  if (!(error instanceof BuildProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
await chmod('dist/probe-env.cjs', 0o755);

const { metafile } = await library;
if (metafile === undefined) throw new Error('esbuild gave no metafile');
await writeFile('dist/THIRD-PARTY-NOTICES.txt', await noticesOf(metafile));

await rm('dist/schema', { recursive: true, force: true });
await mkdir('dist/schema', { recursive: true });
for (const [name, schema] of Object.entries(await jsonSchemas(probes))) {
  await writeFile(`dist/schema/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
