import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { probes } from '../../probes/index.ts';
import { meaning } from '../../src/cli/commands/help.ts';
import { type Option, twinOf } from '../../src/cli/options/option.ts';
import { runOptions } from '../../src/cli/options/sets/run-options.ts';
import { TARGET_OPTIONS } from '../../src/cli/outside/target-options.ts';
import { brokenImagesTable, healthyImagesTable } from './containers-table.ts';
import { fileFaultsTable, programFaultsTable, silentMountsTable, surroundingsTable } from './faults-table.ts';
import { goScriptsTable } from './go-scripts-table.ts';
import { outsideGapsTable } from './outside-gaps-table.ts';
import { remediesTable } from './remedies-table.ts';
import { reportsFigure } from './reports-page.ts';
import { runtimeStateTable } from './runtime-state-table.ts';

/** Where the e2e tests keep what the built file printed. */
export const GOLDEN = 'test/e2e/golden';

/** What the command `target` tells of the machine of its test. */
const TARGET_TEXT = 'test/cli/outside/target.golden.txt';

/** What `check --image` says of the image of its test. */
const IMAGE_TEXT = 'test/cli/image/image.golden.txt';

/** What it says of an image and the manifest that will run it. */
const POD_TEXT = 'test/cli/pod/pod-image.golden.txt';

/** What pages take from the code and from the tests: the table of options, and real output. */
export async function blocksOf(): Promise<ReadonlyMap<string, string>> {
  const blocks = new Map([
    ['options', optionsTable()],
    ['target-options', targetOptionsTable()],
    ['file-faults', fileFaultsTable()],
    ['program-faults', programFaultsTable()],
    ['silent-mounts', silentMountsTable()],
    ['surroundings', surroundingsTable()],
    ['go-scripts', goScriptsTable()],
    ['remedies', remediesTable()],
    ['healthy-images', healthyImagesTable()],
    ['broken-images', brokenImagesTable()],
    ['reports', reportsFigure()],
    ['outside-gaps', outsideGapsTable()],
    ['runtime-state', runtimeStateTable()],
    ['target-text', console(await readFile(TARGET_TEXT, 'utf8'))],
    ['image-text', console(await readFile(IMAGE_TEXT, 'utf8'))],
    ['pod-text', console(await readFile(POD_TEXT, 'utf8'))],
  ]);
  const files = await readdir(GOLDEN).catch(() => []);
  for (const file of files.filter((name) => name.endsWith('.golden.txt'))) {
    const text = await readFile(join(GOLDEN, file), 'utf8');
    blocks.set(`golden ${basename(file, '.golden.txt')}`, console(text));
  }
  return blocks;
}

function console(text: string): string {
  return `\`\`\`console\n${text.trimEnd()}\n\`\`\``;
}

function optionsTable(): string {
  const rows = runOptions(probes).map(
    (option) => `| \`${label(option)}\` | \`${twinOf(option)}\` | ${cell(meaning(option, probes))} |`,
  );
  return `| option | variable | meaning |\n|---|---|---|\n${rows.join('\n')}`;
}

/** They speak of one call alone, and have no variable. */
function targetOptionsTable(): string {
  const rows = TARGET_OPTIONS.map((option) => `| \`${label(option)}\` | ${cell(meaning(option, []))} |`);
  return `| option | meaning |\n|---|---|\n${rows.join('\n')}`;
}

function label(option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const value = option.kind === 'value' ? ` ${option.placeholder}` : '';
  return cell(`${short}--${option.name}${value}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
