import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExecutable } from '../../build/sea/build-executable.ts';
import { EXEC_ARGV, FOLDERS } from '../../build/sea/options.ts';
import { cleanEnv, describeReal } from '../support/system/real-tools.ts';

const MINUTE = 60_000;

describeReal('building the executable', { tools: ['strip'], also: architectureProblem }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-env-sea-'));
  const make = async (name: string, plain = false) => {
    const output = join(folder, name);
    const architecture = process.arch as 'x64' | 'arm64';
    const work = join(folder, `${name}.work`);
    await buildExecutable({ ...FOLDERS, architecture, output, work, plain, execArgv: EXEC_ARGV });
    return output;
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let executable: string;
  beforeAll(async () => {
    executable = await make('a');
  }, MINUTE);

  it(
    'gives the same bytes for the same input, wherever it runs',
    async () => {
      const again = await make('b');
      // Not toEqual: a difference would be printed byte by byte.
      expect(readFileSync(again).equals(readFileSync(executable))).toBe(true);
      expect(readFileSync(executable).includes(folder)).toBe(false);
    },
    MINUTE,
  );

  it('is stripped', () => {
    expect(execFileSync('readelf', ['-SW', executable], { encoding: 'utf8' })).not.toContain('.symtab');
  });

  it(
    'can do without the layout of Node: --plain gives the same answers',
    async () => {
      const plain = await make('plain', true);
      const asks = [
        ['--version'],
        ['explain', 'umask/too-open'],
        ['--profile', 'runtime', '--skip', 'timezone'],
        ['--only', 'umask', '--umask', '0777'],
        ['run', '--only', 'umask', '--', 'sh', '-c', 'echo became the command; exit 3'],
      ];
      for (const args of asks) expect(answer(plain, args)).toEqual(answer(executable, args));
    },
    MINUTE,
  );
});

/** Exit code and all that is printed, times aside; the variables are for the application's Node. */
function answer(executable: string, args: readonly string[]): unknown {
  const env = { ...cleanEnv(), NODE_OPTIONS: '--bad-flag' };
  const { status, stdout, stderr } = spawnSync(executable, args, { env, encoding: 'utf8', timeout: 15_000 });
  return { status, stdout: timeless(stdout), stderr: timeless(stderr) };
}

function timeless(text: string): string {
  return text.replace(/\d+ ms/g, 'N ms');
}

function architectureProblem(): string | null {
  return process.arch === 'x64' || process.arch === 'arm64' ? null : `no executable for ${process.arch}`;
}
