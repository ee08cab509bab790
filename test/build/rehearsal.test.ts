import type childProcess from 'node:child_process';
import type fs from 'node:fs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { whatIsWrong } from '../../build/rehearsal/diagnosis.ts';
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
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set(['Z']));
  });

  it('says which probe reported which rule, and where to add what it needs', async () => {
    const open = { rule: 'open-ports/example', severity: 'error', message: '/etc/ports is missing.' };
    const known = { rule: 'umask/unknown', severity: 'info', message: 'For information.' };
    const program: Program = (require, _module, _exports, process) => {
      if (!Reflect.get(process, 'argv').includes('json')) return void require('node:zlib');
      const probes = [
        { name: 'open-ports', status: 'fail', findings: [open] },
        { name: 'umask', status: 'pass', findings: [known] },
        { name: 'timezone', status: 'inconclusive', reason: 'it hangs', findings: [] },
      ];
      (require('node:fs') as typeof fs).writeSync(1, JSON.stringify({ probes }));
      ends(1)(process);
    };
    const said = await whatIsWrong(program, stage, new Error('not healthy'));
    expect(said).toContain(
      'probe open-ports reported open-ports/example on the rehearsal machine: /etc/ports',
    );
    expect(said).toContain('probe timezone came to no conclusion on the rehearsal machine: it hangs');
    expect(said).toContain('build/rehearsal/stage.ts');
    expect(said).not.toContain('umask');
  });

  it('says how the run ended where no report tells more', async () => {
    const program: Program = (_require, _module, _exports, process) => ends(70)(process);
    expect(await whatIsWrong(program, stage, new Error('a bug'))).toBe('build: a bug');
  });

  it('fails when the program does', async () => {
    const program: Program = (_require, _module, _exports, process) => ends(1)(process);
    await expect(rehearse(program, stage)).rejects.toThrow('of [] ended with code 1');
  });

  it.each<[string, Program]>([
    ['node:zlib', (require) => void require('node:zlib')],
    ['node:sea', (require) => void (require('node:sea') as typeof import('node:sea')).getRawAsset('a-part')],
  ])('fails when the program needs a part (%s)', async (_, program) => {
    await expect(rehearse(program, stage)).rejects.toThrow('not that of a healthy run');
  });

  it('gives the program the assets that a healthy run reads', async () => {
    const program: Program = (require, _module, _exports, process) => {
      const { isSea, getRawAsset } = require('node:sea') as typeof import('node:sea');
      const isThere = isSea() && (getRawAsset('roots') as ArrayBuffer).byteLength === 3;
      (process as NodeJS.Process).exit(isThere ? 0 : 1);
    };
    await rehearse(program, stage, undefined, { roots: new ArrayBuffer(3) });
  });
});
