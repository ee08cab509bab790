import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elfProgram } from '../../support/files/elf-program.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { describeReal, nodes, tool } from '../../support/system/real-tools.ts';

const OLD = new Date('2020-01-01T00:00:00Z');

/** In a namespace of its own: a signal that is sent by mistake would reach whichever process has the number. */
function isolated(script: string, path: string) {
  const options = ['--pid', '--fork', '--kill-child', '--mount-proc', 'setsid', '--wait', 'sh', '-c', script];
  return spawnSync('unshare', options, { encoding: 'utf8', env: { PATH: path } });
}

const REFUSED = ['busy', 'absent', 'no-mode', 'by-plain', 'loader-plain', 'itself', 'directory', 'loop'];

const quiet = 'run --profile runtime --only app --warn-only';

describeReal(
  'a command that never started',
  { tools: ['unshare', 'setsid', 'sh', 'env'], root: true, nodes: true },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-env-never-started-'));
    const at = (name: string) => join(folder, name);
    const write = (name: string, content: string | Buffer, mode = 0o755) =>
      writeFileSync(at(name), content, { mode });
    beforeAll(() => {
      copyFileSync(realpathSync(tool('true') as string), at('busy'));
      write('fresh', '#!/bin/sh\nexit 7\n');
      write('pid', '#!/bin/sh\necho $$\n');
      write('plain', 'text', 0o644);
      write('no-mode', '#!/bin/sh\n', 0o644);
      write('by-plain', `#!${at('plain')}\n`);
      write('loader-plain', elfProgram({ interpreter: at('plain') }));
      write('cut', readFileSync(realpathSync(tool('true') as string)).subarray(0, 100));
      write('itself', `#!${at('itself')}\n`);
      mkdirSync(at('directory'));
      symlinkSync(at('loop'), at('loop'));
      for (const name of ['no-mode', 'by-plain', 'loader-plain', 'cut', 'itself'])
        utimesSync(at(name), OLD, OLD);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const codes = new Map<string, number | null>();
    const all = [{ version: 'own', path: process.execPath }, ...nodes()];
    describe.each(all)('on Node $version', ({ path, version }) => {
      const run = `"${path}" "${BUNDLE}" ${quiet}`;
      const PATH = process.env.PATH ?? '';

      // The others of them tell the errno whatever it is.
      it.each(version === '22' || version === '24' ? REFUSED : REFUSED.slice(0, 2))(
        'has the code that env gives, and a sentence: %s',
        (name) => {
          if (name === 'busy') utimesSync(at(name), new Date(), new Date());
          const before = name === 'busy' ? `exec 9<>"${at(name)}"; ` : '';
          const code = codes.get(name) ?? isolated(`${before}exec env "${at(name)}"`, PATH).status;
          codes.set(name, code);
          const ours = isolated(`${before}exec ${run} -- "${at(name)}"`, PATH);
          expect({ code: ours.status, stderr: ours.stderr }).toEqual({
            code,
            stderr: expect.stringMatching(/^probe-env: ".*" .*$/m),
          });
          expect(ours.stderr).not.toMatch(/Native stack|node::/);
        },
      );

      // env, and Node's spawn, would hand it to /bin/sh.
      it('has the code 126, and a sentence, where the kernel cannot load it', () => {
        const { status, stderr } = isolated(`exec ${run} -- "${at('cut')}"`, PATH);
        expect([status, stderr]).toEqual([126, expect.stringMatching(/^probe-env: "/m)]);
      });

      it('is told by the kernel where nothing else can tell: capabilities of its file', (context) => {
        if (tool('setcap') === null || tool('setpriv') === null) return context.skip('setcap or setpriv');
        copyFileSync(realpathSync(tool('true') as string), at('able'));
        utimesSync(at('able'), OLD, OLD);
        expect(spawnSync('setcap', ['cap_net_bind_service=ep', at('able')]).status).toBe(0);
        const ours = isolated(
          `exec setpriv --bounding-set -net_bind_service ${run} -- "${at('able')}"`,
          PATH,
        );
        expect([ours.status, ours.stderr]).toEqual([
          126,
          expect.stringMatching(/^probe-env: ".*CAP_NET_BIND_SERVICE/m),
        ]);
      });

      it('one that starts is process 1, where this Node can become it', () => {
        const { stdout, status } = isolated(`exec ${run} -- /bin/sh -c 'echo $$'`, PATH);
        const becomes = 'execve' in process || path !== process.execPath;
        expect([status, stdout]).toEqual([0, becomes ? '1\n' : expect.stringMatching(/^\d+\n$/)]);
      });

      it('one that was written just now is no child at a terminal, of which it would get Ctrl-C twice', (context) => {
        if (tool('script') === null) return context.skip('script');
        if (version === 'own') return;
        utimesSync(at('pid'), new Date(), new Date());
        const { stdout } = isolated(`script -qec 'echo $$; exec ${run} -- "${at('pid')}"' /dev/null`, PATH);
        const [before, ...after] = stdout.match(/^\d+(?=\r?$)/gm) ?? [];
        expect([after, before]).toEqual([[before], expect.stringMatching(/\d/)]);
      });

      it('one that was written just now starts', () => {
        utimesSync(at('fresh'), new Date(), new Date());
        expect(isolated(`exec ${run} -- "${at('fresh')}"`, PATH).status).toBe(7);
      });
    });
  },
);

describeReal(
  'beside a command that never started',
  { tools: ['unshare', 'setsid', 'strace', 'sh'], root: true },
  () => {
    it('no signal is sent', () => {
      const folder = mkdtempSync(join(tmpdir(), 'probe-env-never-started-'));
      try {
        const program = join(folder, 'program');
        const trace = join(folder, 'trace');
        copyFileSync('/bin/true', program);
        const run = `"${process.execPath}" "${BUNDLE}" run --resident --profile runtime --only timezone --warn-only -- "${program}"`;
        const script = `exec 9<>"${program}"; exec strace -f -e trace=kill,tkill,tgkill -o "${trace}" ${run}`;
        const { status, stderr } = isolated(script, process.env.PATH ?? '');
        expect([status, stderr]).toEqual([126, expect.stringContaining('ETXTBSY')]);
        expect(readFileSync(trace, 'utf8')).not.toMatch(/kill\(/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);
