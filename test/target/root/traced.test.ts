import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtFile } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

/** However few runs a busy machine gets done in it. */
const SWAPPED_MS = 12_000;
const CANARY = 'canary-that-nobody-may-open';

/*
 * What the built file opens as the kernel tells it (strace decodes each descriptor when it is made), while somebody in
 * the root swaps directories with links that lead out of it.
 */
describeReal(
  'the built file on a root in which somebody swaps files',
  { tools: ['strace', 'python3'] },
  () => {
    let home: string;
    let swapper: ChildProcess;
    const at = (...names: string[]) => join(home, ...names);

    beforeAll(async () => {
      home = fs.mkdtempSync(join(tmpdir(), 'probe-env-traced-'));
      for (const root of [`${CANARY}`, 'root']) {
        for (const folder of ['etc/ssl/certs', 'usr/share/zoneinfo/Asia', 'usr/local/go/bin', 'src', 'data'])
          fs.mkdirSync(at(root, folder), { recursive: true });
        for (const file of [
          'etc/passwd',
          'etc/os-release',
          'etc/localtime',
          'etc/ssl/certs/ca-certificates.crt',
        ])
          fs.writeFileSync(at(root, file), 'x');
        fs.writeFileSync(at(root, 'src/go.mod'), 'module m\n');
        fs.writeFileSync(at(root, 'usr/local/go/bin/go'), '#!/bin/sh\n', { mode: 0o755 });
        fs.writeFileSync(at(root, 'usr/share/zoneinfo/Asia/Tokyo'), 'TZif2');
      }
      fs.symlinkSync(at(CANARY, 'etc'), at('root/absolute'));
      fs.symlinkSync(`../${CANARY}/etc`, at('root/relative'));
      fs.symlinkSync(`../../../../../../..${at(CANARY, 'usr')}`, at('root/up'));
      fs.symlinkSync(`/proc/self/root${at(CANARY, 'etc')}`, at('root/magic'));
      const script = new URL('swap.py', import.meta.url).pathname;
      const names = ['etc', 'usr', 'src', 'absolute', 'relative', 'up', 'magic'];
      swapper = spawn('python3', [script, at('root'), ...names], { stdio: ['pipe', 'pipe', 'inherit'] });
      await new Promise((resolve) => swapper.stdout?.once('data', resolve));
    });
    afterAll(async () => {
      const ended = new Promise((resolve) => swapper.once('exit', resolve));
      swapper.stdin?.end();
      await ended;
      fs.rmSync(home, { recursive: true, force: true });
    });

    /** Every path that the command opened, as the kernel has it. */
    function opened(...command: readonly string[]): readonly string[] {
      const log = at('trace');
      const calls = 'trace=open,openat,openat2,creat,open_by_handle_at,execve';
      spawnSync('strace', ['-f', '-qq', '-y', '-e', calls, '-o', log, ...command], {
        env: cleanEnv(),
        timeout: 60_000,
        stdio: 'ignore',
      });
      const lines = fs.readFileSync(log, 'utf8').split('\n');
      expect(lines.filter((line) => line.includes(`execve("${at('root')}`))).toEqual([]);
      return lines.flatMap(
        (line) => /= \d+<(.*)>$/.exec(line)?.[1] ?? /execve\("([^"]*)".*= 0$/.exec(line)?.[1] ?? [],
      );
    }

    it('would see it, if it were opened', () => {
      expect(opened('cat', at(CANARY, 'src/go.mod'))).toContain(at(CANARY, 'src/go.mod'));
    });

    it('sees nothing of it opened, nor anything of the root run', { timeout: 120_000 }, () => {
      const commands = [
        ['check', '--profile', 'build', '-f', 'json'],
        ['check', '--user', '1000', '-v'],
        ['target', '--path', '/etc/passwd', '--path', '/usr/share/zoneinfo'],
        ['route', '--from', '/src/go.mod', 'a.org/b'],
      ];
      const until = performance.now() + SWAPPED_MS;
      let inside = 0;
      let runs = 0;
      while (runs < commands.length || performance.now() < until) {
        const [command = '', ...words] = commands[runs++ % commands.length] ?? [];
        const given = ['--root', at('root'), '--cwd', '/src', '--env', 'TZ=Asia/Tokyo'];
        const paths = opened(...builtFile(), command, ...given, ...words);
        inside += paths.filter((path) => path.startsWith(at('root'))).length;
        expect(paths.filter((path) => path.includes(CANARY))).toEqual([]);
      }
      expect(inside).toBeGreaterThan(100);
    });
  },
);
