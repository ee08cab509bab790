import type childProcess from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Program } from '../../build/rehearsal/program.ts';
import { rehearse } from '../../build/rehearsal/rehearsal.ts';
import { setStage } from '../../build/rehearsal/stage.ts';

describe('rehearsing a program', () => {
  const stage = mkdtempSync(join(tmpdir(), 'probe-env-stage-'));
  setStage(stage);
  afterAll(() => rmSync(stage, { recursive: true, force: true }));

  const ends = (code: number) => (process: object) => Reflect.get(process, 'exit')(code);

  it('gives it programs that have ended when it goes on', async () => {
    const states: string[] = [];
    const program: Program = (require, _module, _exports, process) => {
      const { spawn } = require('node:child_process') as typeof childProcess;
      for (const args of [['version'], ['env', '-json', 'GOROOT']]) {
        const { pid } = spawn('/usr/local/go/bin/go', args);
        states.push(readFileSync(`/proc/${pid}/stat`, 'latin1').split(' ')[2] ?? '');
      }
      ends(0)(process);
    };
    await rehearse(program, stage);
    expect(states).toEqual(['Z', 'Z']);
  });

  it('fails when the program does', async () => {
    const program: Program = (_require, _module, _exports, process) => ends(1)(process);
    await expect(rehearse(program, stage)).rejects.toThrow('ended with code 1');
  });

  it.each(['node:sea', 'node:zlib'])('fails when the program needs a part (%s)', async (name) => {
    const program: Program = (require) => void require(name);
    await expect(rehearse(program, stage)).rejects.toThrow('not that of a healthy run');
  });
});
