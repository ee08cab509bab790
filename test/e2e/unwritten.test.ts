import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { TARGET_OPTIONS } from '../../src/cli/outside/target-options.ts';
import { EXIT } from '../../src/verdict/verdict.ts';
import { BUNDLE } from '../support/runs/built-file.ts';
import { cleanEnv } from '../support/system/real-tools.ts';

/*
 * A file that is named may be a FIFO that nobody writes to, and stdin may be one that says nothing: whoever waits for
 * either waits for ever. Each is answered instead, within the deadline or at once, and what cannot be read is no pass.
 */

/** Far more than any answer takes, and far less than for ever. */
const ALIVE_MS = 60_000;

let directory = '';
let fifo = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'unwritten-'));
  fifo = join(directory, 'fifo');
  execFileSync('mkfifo', [fifo]);
  mkdirSync(join(directory, 'root'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Exit code and stderr; null where it did not end. stdin is open and silent. */
function ended(args: readonly string[]): Promise<{ readonly code: number | null; readonly err: string }> {
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    cwd: directory,
    env: cleanEnv({ HOME: directory }),
    timeout: ALIVE_MS,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}

/** What an option needs beside it to be read at all. */
const BESIDE: Readonly<Record<string, (root: string) => readonly string[]>> = {
  '--env-from': (root) => ['--root', root],
  '--pod': (root) => ['--root', root],
  '--compose': (root) => ['--root', root],
};

describe('what nobody writes to', () => {
  it('is waited for by no option of check that reads a file', { timeout: 300_000 }, async () => {
    const options = [...(await COMMANDS.check.load()).options(probes), ...TARGET_OPTIONS].filter(
      (option) => option.kind === 'value' && option.name !== 'output' && /FILE/.test(option.placeholder),
    );
    expect(options.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['config', 'baseline', 'image', 'pod', 'compose', 'env-from']),
    );
    for (const { name } of options) {
      const beside = BESIDE[`--${name}`]?.(join(directory, 'root')) ?? [];
      const { code, err } = await ended(['check', `--${name}`, fifo, ...beside, '--timeout', '300ms']);
      expect([name, code]).toEqual([name, expect.toSatisfy((c) => REFUSED.includes(c))]);
      expect([name, err]).toEqual([name, expect.stringContaining('fifo')]);
    }
  });

  it.each([['--image'], ['--pod'], ['--compose']])(
    'is answered for, where %s names stdin',
    async (option) => {
      const beside = BESIDE[option]?.(join(directory, 'root')) ?? [];
      const { code, err } = await ended(['check', option, '-', ...beside, '--timeout', '300ms']);
      expect(code).toBe(EXIT.noTarget);
      expect(err).toContain('stdin nothing came for 300ms');
    },
    ALIVE_MS,
  );

  it(
    'is an image no more where it is a device',
    async () => {
      const { code, err } = await ended(['check', '--image', '/dev/zero']);
      expect(code).toBe(EXIT.noTarget);
      expect(err).toContain('char-device');
    },
    ALIVE_MS,
  );
});

const REFUSED: readonly (number | null)[] = [EXIT.usage, EXIT.noTarget, EXIT.policy];
