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
  const make = async (name: string) => {
    const output = join(folder, name);
    const architecture = process.arch as 'x64' | 'arm64';
    const work = join(folder, `${name}.work`);
    await buildExecutable({ ...FOLDERS, architecture, output, work, execArgv: EXEC_ARGV });
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
});

function architectureProblem(): string | null {
  return process.arch === 'x64' || process.arch === 'arm64' ? null : `no executable for ${process.arch}`;
}
