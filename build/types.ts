import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';

/**
 * `npm run build:types`: the library's types as one file without imports, once for who imports the library
 * and once for who requires it. TypeScript tells the two kinds of module apart by the name of the file.
 */
const ROOT = join(import.meta.dirname, '..');
const DECLARATIONS = '.cache/declarations';

// What is left of an older build would be taken for a probe's.
rmSync(join(ROOT, DECLARATIONS), { recursive: true, force: true });
execFileSync(
  join(ROOT, 'node_modules/.bin/tsc'),
  ['-p', 'build/tsconfig.types.json', '--outDir', DECLARATIONS],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
// Of declarations and not of the sources: those have been checked already.
const [types = ''] = generateDtsBundle(
  [
    {
      filePath: join(ROOT, DECLARATIONS, 'src/index.d.ts'),
      output: { exportReferencedTypes: false, noBanner: true },
    },
    // For what they add to the sections of a policy: no declaration imports them.
    ...sectionsOfProbes().map((filePath) => ({ filePath })),
  ],
  { preferredConfigPath: join(ROOT, 'build/tsconfig.types.json') },
);
for (const name of ['index.d.mts', 'index.d.cts']) writeFileSync(join(ROOT, 'dist', name), types);

function sectionsOfProbes(): readonly string[] {
  const folder = join(ROOT, DECLARATIONS, 'probes');
  return readdirSync(folder)
    .map((name) => join(folder, name, 'policy.d.ts'))
    .filter((path) => existsSync(path));
}
