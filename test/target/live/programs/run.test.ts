import fs from 'node:fs';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../../src/target/live/files/files.ts';
import { nodeRun } from '../../../../src/target/live/programs/run.ts';
import { MAX_OUTPUT_BYTES, type RunSpec } from '../../../../src/target/program/program.ts';
import { elf } from '../../../support/files/elf.ts';
import { inChild, NOBODY } from '../../../support/system/child-host.ts';
import { describeReal } from '../../../support/system/real-tools.ts';

const machine = { arch: process.arch, files: nodeFiles() };
let dir = '';
const at = (name: string) => join(dir, name);

beforeAll(() => {
  dir = fs.mkdtempSync(join(tmpdir(), 'probe-env-run-'));
  fs.chmodSync(dir, 0o755);
});
afterAll(() => fs.rmSync(dir, { recursive: true }));

const run = (spec: Partial<RunSpec> & { file: string }) =>
  nodeRun({ args: [], env: { PATH: '/usr/bin:/bin' }, cwd: '/', timeoutMs: 5000, ...spec }, machine);
const sh = (script: string, more: Partial<RunSpec> = {}) =>
  run({ file: '/bin/sh', args: ['-c', script], ...more });

function executable(name: string, content: string | Buffer, mode = 0o755): string {
  fs.writeFileSync(at(name), content, { mode });
  fs.chmodSync(at(name), mode);
  return at(name);
}

/** A running process, which a zombie is not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 40 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  return !isAlive(pid);
}

describe('a program that ends', () => {
  it('hands over code, stdout and stderr', async () => {
    expect(await sh('printf out; printf err >&2; exit 3')).toEqual({
      kind: 'exited',
      code: 3,
      stdout: 'out',
      stderr: 'err',
    });
  });

  it('tells the signal that ended it', async () => {
    expect(await sh('printf before; kill -SEGV $$')).toMatchObject({
      kind: 'signaled',
      signal: 'SIGSEGV',
      stdout: 'before',
    });
  });

  it('gets exactly the arguments, environment and directory that were given, and no input', async () => {
    const script = 'printf "%s|" "$@"; pwd; env | sort | tr "\\n" " "; cat';
    const { stdout } = await run({
      file: '/bin/sh',
      args: ['-c', script, 'name', '$HOME', 'a b', '*'],
      env: { ONE: '1', PATH: '/usr/bin:/bin' },
      cwd: fs.realpathSync(dir),
    });
    expect(stdout).toContain(`$HOME|a b|*|${fs.realpathSync(dir)}\n`);
    expect(stdout).toContain('ONE=1');
    expect(stdout).not.toContain('HOME=');
  });

  it('may print what is no UTF-8', async () => {
    expect((await sh("printf 'a\\377b\\000c'")).stdout).toBe('a\ufffdb\0c');
  });

  it('may print up to the cap', async () => {
    const result = await sh(`head -c ${MAX_OUTPUT_BYTES} /dev/zero`);
    expect(result).toMatchObject({ kind: 'exited', code: 0 });
    expect(result.stdout.length).toBe(MAX_OUTPUT_BYTES);
  });
});

// A program that sleeps sleeps longer than a test may take: whoever waited for it would not pass.
describe('a program that does not behave', () => {
  it('is ended at the deadline, and what it said is kept', async () => {
    const result = await sh('echo waiting; sleep 600', { timeoutMs: 200 });
    expect(result).toMatchObject({ kind: 'timed-out', stdout: 'waiting\n' });
  });

  it('cannot ignore its end', async () => {
    const result = await sh('trap "" TERM INT HUP; echo $$; while :; do sleep 1; done', { timeoutMs: 200 });
    expect(result.kind).toBe('timed-out');
    expect(await isGone(Number(result.stdout))).toBe(true);
  });

  it('takes its children with it, at the deadline', async () => {
    const result = await sh('sleep 610 & echo $!; sleep 620', { timeoutMs: 200 });
    expect(result.kind).toBe('timed-out');
    expect(await isGone(Number(result.stdout))).toBe(true);
  });

  it('takes its children with it when it ends itself, though they hold its output', async () => {
    const result = await sh('sleep 630 & echo $!; exit 4');
    expect(result).toMatchObject({ kind: 'exited', code: 4 });
    expect(await isGone(Number(result.stdout))).toBe(true);
  });

  it('is cut when it prints without end', async () => {
    const result = await sh('yes', { maxOutputBytes: 1000 });
    expect(result.kind).toBe('output-limit');
    expect(result.stdout.length).toBe(1000);
  });

  it('is cut when its errors have no end', async () => {
    const result = await sh('printf fine; yes >&2', { maxOutputBytes: 1000 });
    expect(result).toMatchObject({ kind: 'output-limit', stdout: 'fine' });
    expect(result.stderr.length).toBe(1000);
  });

  it('prints 100 MB in vain', async () => {
    const result = await sh('head -c 100000000 /dev/zero');
    expect(result.kind).toBe('output-limit');
    expect(result.stdout.length).toBe(MAX_OUTPUT_BYTES);
  });

  it('gets no time where there is none', async () => {
    expect(await sh('true', { timeoutMs: 0 })).toMatchObject({ kind: 'timed-out', afterMs: 0 });
  });
});

describeReal('a child that left the group', { tools: ['setsid'] }, () => {
  // It cannot be killed by us (it is no child, nor in the group): it must not hold the answer up.
  it('and is silent is not waited for', async () => {
    const result = await sh('setsid sh -c "echo \\$\\$; exec sleep 600" & sleep 0.2; echo end');
    expect(result).toMatchObject({ kind: 'exited', code: 0 });
    expect(result.stdout).toContain('end');
    endOf(result.stdout);
  });

  it('and goes on printing is waited for until the deadline, and no longer', async () => {
    const chatter = 'echo $$; while :; do echo x; sleep 0.005; done';
    const result = await sh(`setsid sh -c '${chatter}' & sleep 0.2; exit 5`, { timeoutMs: 1000 });
    expect(result).toMatchObject({ kind: 'exited', code: 5 });
    expect(result.stdout).toContain('x');
    endOf(result.stdout);
  });

  /** Ends the child that said its number first; that it is still there says that nobody waited for it. */
  function endOf(stdout: string): void {
    const [, pid] = /^(\d+)$/m.exec(stdout) ?? [];
    process.kill(Number(pid), 'SIGKILL');
  }
});

describe('a program that cannot start', () => {
  const cause = async (spec: Partial<RunSpec> & { file: string }) => {
    const result = await run(spec);
    expect(result).toMatchObject({ kind: 'not-started', stdout: '', stderr: '' });
    return result.kind === 'not-started' ? result.cause : undefined;
  };
  const own = { x64: 62, arm64: 183 }[process.arch as string] ?? 62;

  it('is missing', async () => {
    expect(await cause({ file: at('gone') })).toEqual({ code: 'file-missing' });
    expect(await cause({ file: '/dev/null/go' })).toEqual({ code: 'file-missing' });
  });

  it('has no x bit, or is a directory or a device', async () => {
    expect(await cause({ file: executable('plain', '#!/bin/sh\n', 0o644) })).toEqual({
      code: 'not-permitted',
    });
    expect(await cause({ file: dir })).toEqual({ code: 'not-permitted' });
    expect(await cause({ file: '/dev/null' })).toEqual({ code: 'not-permitted' });
  });

  it('has no working directory', async () => {
    expect(await cause({ file: '/bin/sh', cwd: at('gone') })).toEqual({ code: 'cwd-missing' });
    expect(await cause({ file: '/bin/sh', cwd: '/dev/null' })).toEqual({ code: 'cwd-missing' });
  });

  it('lacks its loader', async () => {
    const file = executable('foreign-libc', elf({ machine: own, interpreter: '/lib/ld-nowhere.so.1' }));
    expect(await cause({ file })).toEqual({ code: 'loader-missing', loader: '/lib/ld-nowhere.so.1' });
  });

  it('is for another processor', async () => {
    const file = executable('foreign-cpu', elf({ machine: 9999 }));
    expect(await cause({ file })).toEqual({ code: 'wrong-architecture', machine: 'machine 9999' });
  });

  it('is a script whose interpreter is missing, or has one that is', async () => {
    const file = executable('script', '#!/opt/no/such/sh -e\n');
    const missing = { code: 'interpreter-missing', interpreter: '/opt/no/such/sh' };
    expect(await cause({ file })).toEqual(missing);
    expect(await cause({ file: executable('nested', `#!${file}\n`) })).toEqual(missing);
    const windows = executable('windows', '#!/bin/sh\r\necho\r\n');
    expect(await cause({ file: windows })).toEqual({ code: 'interpreter-missing', interpreter: '/bin/sh\r' });
  });

  it('is a script for a program that cannot start either', async () => {
    const interpreter = executable('broken', elf({ machine: own, interpreter: '/lib/ld-nowhere.so.1' }));
    expect(await cause({ file: executable('for-broken', `#!${interpreter}\n`) })).toMatchObject({
      code: 'loader-missing',
    });
  });

  it('is no program, and is not handed to a shell', async () => {
    const trace = at('trace');
    for (const [name, content] of Object.entries({
      text: `touch ${trace}\n`,
      nothing: '',
      cut: '\x7fELF\x02',
    })) {
      expect(await cause({ file: executable(name, content) }), name).toEqual({ code: 'not-a-program' });
    }
    expect(fs.existsSync(trace)).toBe(false);
  });

  // Linux 6.11 and 6.12 let such a file start.
  it.skipIf(/^6\.1[12]\./.test(os.release()))('is open for writing', async () => {
    const file = at('written');
    fs.copyFileSync(fs.realpathSync('/bin/sh'), file);
    fs.chmodSync(file, 0o755);
    const fd = fs.openSync(file, 'r+');
    try {
      expect(await cause({ file })).toEqual({ code: 'busy' });
    } finally {
      fs.closeSync(fd);
    }
  });

  it('has arguments that are too long', async () => {
    expect(await cause({ file: '/bin/sh', args: ['x'.repeat(200_000)] })).toEqual({
      code: 'other',
      errno: 'E2BIG',
    });
  });
});

describeReal('a machine without room', { tools: ['setpriv', 'prlimit'], root: true }, () => {
  const SPEC = `{ file: '/bin/sh', args: ['-c', ':'], env: {}, cwd: '/', timeoutMs: 2000 }`;
  const limited = (limit: string) =>
    inChild(
      `require('node:child_process').execFileSync('prlimit', ['--pid', String(process.pid), '${limit}']);
       done(await host.run(${SPEC}));`,
      NOBODY,
    );

  it('has no process left', () => {
    expect(limited('--nproc=1')).toMatchObject({ cause: { code: 'no-resources', errno: 'EAGAIN' } });
  });

  it('has no descriptor left', () => {
    expect(limited('--nofile=3')).toMatchObject({ cause: { code: 'no-resources', errno: 'EMFILE' } });
  });
});

describeReal('a user without rights', { tools: ['setpriv'], root: true }, () => {
  it('is told so, and runs what can be executed but not read', () => {
    const denied = executable('denied', '#!/bin/sh\n', 0o750);
    const unreadable = at('unreadable');
    fs.copyFileSync(fs.realpathSync('/bin/sh'), unreadable);
    fs.chmodSync(unreadable, 0o711);
    const result = inChild(
      `const run = (file) => host.run({ file, args: ['-c', 'exit 7'], env: {}, cwd: '/', timeoutMs: 2000 });
       done([await run(${JSON.stringify(denied)}), await run(${JSON.stringify(unreadable)})]);`,
      NOBODY,
    );
    expect(result).toMatchObject([{ cause: { code: 'not-permitted' } }, { kind: 'exited', code: 7 }]);
  });
});

describeReal('a root file system', { tools: ['unshare', 'mount'], root: true }, () => {
  const inMounts = (setup: string, code: string) =>
    inChild(code, ['unshare', '-m', 'sh', '-c', `${setup}; exec "$@"`, 'sh']);

  it('without /dev/null still starts programs', () => {
    const result = inMounts(
      'mount -t tmpfs none /dev',
      `done(await host.run({ file: '/bin/sh', args: ['-c', 'cat; echo ok'], env: { PATH: '/bin' }, cwd: '/', timeoutMs: 2000 }));`,
    );
    expect(result).toMatchObject({ kind: 'exited', code: 0, stdout: 'ok\n' });
  });

  it('that is mounted with noexec starts none', () => {
    fs.mkdirSync(at('mount'));
    const result = inMounts(
      `mount -t tmpfs -o noexec none ${at('mount')} && cp /bin/sh ${at('mount/sh')}`,
      `done(await host.run({ file: ${JSON.stringify(at('mount/sh'))}, args: [], env: {}, cwd: '/', timeoutMs: 2000 }));`,
    );
    expect(result).toMatchObject({ cause: { code: 'not-permitted' } });
  });
});

it('leaves no process behind, not even a zombie', () => {
  const result = inChild(`
    const spec = { file: '/bin/sh', env: { PATH: '/usr/bin:/bin' }, cwd: '/', timeoutMs: 2000 };
    await Promise.all(['sleep 64 & exit 0', 'sleep 65 & kill -9 $$', 'yes'].map(
      (script) => host.run({ ...spec, args: ['-c', script], maxOutputBytes: 1000 })));
    const { readdirSync, readFileSync } = require('node:fs');
    const stat = (pid) => { try { return readFileSync('/proc/' + pid + '/stat', 'latin1'); } catch { return ''; } };
    const fields = (pid) => stat(pid).slice(stat(pid).lastIndexOf(')') + 2).split(' ');
    done(readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && fields(name)[1] === String(process.pid)));
  `);
  expect(result).toEqual([]);
});
