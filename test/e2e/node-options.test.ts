import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { COMMAND_NAMES } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import type { Option } from '../../src/cli/options/option.ts';
import { BUNDLE } from '../support/runs/built-file.ts';
import { cleanEnv, nodes } from '../support/system/real-tools.ts';

/*
 * Node reads some of its options wherever they stand in the command line, and runs what the file names that
 * they point to. Every option of every command is given such a file, under every Node that is supported: none of
 * them may be one that Node acts on.
 */

const NODES = [{ version: `${process.versions.node}, of the tests`, path: process.execPath }, ...nodes()];

/** Both ways to give an option; a switch is given a value too, since Node would take one. */
const FORMS: Readonly<Record<string, (name: string, file: string) => readonly string[]>> = {
  '--name FILE': (name, file) => [name, file],
  '--name=FILE': (name, file) => [`${name}=${file}`],
};

describe.each(NODES)('Node $version', ({ path }) => {
  let directory = '';
  let canary = '';
  const files: Record<string, string> = {};
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'node-options-'));
    canary = join(directory, 'sings');
    const script = join(directory, 'canary.cjs');
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(canary)}, '');\n`);
    files.environment = join(directory, 'env');
    writeFileSync(files.environment, `NODE_OPTIONS=--require=${script}\n`);
    files.configuration = join(directory, 'node.config.json');
    writeFileSync(files.configuration, JSON.stringify({ nodeOptions: { import: [script] } }));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Whether Node ran the file's script. What probe-env makes of the call is no matter here. */
  function sings(args: readonly string[]): boolean {
    rmSync(canary, { force: true });
    spawnSync(path, [BUNDLE, ...args], {
      cwd: directory,
      env: cleanEnv({ HOME: directory }),
      timeout: 60_000,
    });
    return existsSync(canary);
  }

  it('reads --env-file behind the script, so that this test can fail', () => {
    expect(sings(['route', '--env-file', files.environment ?? '', 'a.org/a'])).toBe(true);
  });

  it.each(COMMAND_NAMES)('acts on no option of %s', { timeout: 120_000 }, async (command) => {
    const options = (await COMMANDS[command].load()).options(probes);
    const names = ['--help', '--version', '-h', ...options.flatMap(namesOf)];
    for (const file of Object.values(files)) {
      for (const form of Object.values(FORMS)) {
        const given = names.flatMap((name) => form(name, file));
        expect(sings([command, ...given])).toBe(false);
      }
    }
  });
});

function namesOf({ name, short }: Option): readonly string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}
