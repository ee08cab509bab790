import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExecutable } from '../../build/sea/build-executable.ts';
import { EXEC_ARGV, FOLDERS } from '../../build/sea/options.ts';
import { describeReal } from '../support/real-tools.ts';

const MINUTE = 60_000;

describeReal('building the executable', { tools: ['strip'], also: architectureProblem }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-env-sea-'));
  const make = async (name: string, more: { execArgv: readonly string[]; cacheArgv?: readonly string[] }) => {
    const output = join(folder, name);
    const architecture = process.arch as 'x64' | 'arm64';
    await buildExecutable({ ...FOLDERS, architecture, output, work: join(folder, `${name}.work`), ...more });
    return output;
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let executable: string;
  beforeAll(async () => {
    executable = await make('a', { execArgv: EXEC_ARGV });
  }, MINUTE);

  it(
    'gives the same bytes for the same input, wherever it runs',
    async () => {
      const again = await make('b', { execArgv: EXEC_ARGV });
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
    'is not built with a code cache that V8 would refuse',
    async () => {
      const options = { execArgv: EXEC_ARGV, cacheArgv: [...EXEC_ARGV, '--max-lazy'] };
      await expect(make('c', options)).rejects.toThrow('Command failed');
    },
    MINUTE,
  );
});

function architectureProblem(): string | null {
  return process.arch === 'x64' || process.arch === 'arm64' ? null : `no executable for ${process.arch}`;
}
