import { readFile, writeFile } from 'node:fs/promises';
import { probes } from '../probes/index.ts';
import { catalogue } from '../src/catalogue.ts';
import { architecturePage } from './docs/architecture-page.ts';
import { blocksOf } from './docs/blocks.ts';
import { examplePolicy } from './docs/example-policy.ts';
import { fillBlocks } from './docs/fill-blocks.ts';
import { reportsPage } from './docs/reports-page.ts';
import { rulesPage } from './docs/rules-page.ts';
import { scenariosPage } from './docs/scenarios-page.ts';

/**
 * `npm run docs` writes what the documentation takes from the code; `npm run docs -- --check` only says
 * which files are out of date, and fails.
 */
const checkOnly = process.argv.includes('--check');
const blocks = await blocksOf();
const rules = await catalogue(probes);
const pages: readonly (readonly [string, string])[] = [
  ['docs/architecture.md', architecturePage(rules)],
  ['docs/rules.md', rulesPage(probes, rules)],
  ['docs/scenarios.md', scenariosPage()],
  ['docs/reports.md', reportsPage()],
  ['examples/policy.yaml', examplePolicy(await read('examples/policy.yaml'), probes)],
  ...(await Promise.all(
    ['README.md', 'docs/node.md', 'docs/options.md', 'docs/outside.md', 'docs/reliability.md'].map(
      async (path) => [path, fillBlocks(await read(path), blocks)] as const,
    ),
  )),
];

const stale: string[] = [];
for (const [path, text] of pages) {
  if ((await read(path)) === text) continue;
  stale.push(path);
  if (!checkOnly) {
    await writeFile(path, text);
    console.log(`${path.padEnd(44)}  written by npm run docs`);
  }
}
if (checkOnly && stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}; npm run docs writes them`);
  process.exitCode = 1;
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
