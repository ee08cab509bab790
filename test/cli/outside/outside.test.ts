import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { runMain } from '../../support/runs/run-main.ts';
import { liveHost } from '../../support/system/live-host.ts';

/** For a busy machine. */
const IN_TIME = ['--timeout', '1m'] as const;

let root: string;
beforeAll(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'probe-env-outside-'));
  fs.mkdirSync(join(root, 'etc'));
  fs.writeFileSync(join(root, 'etc/passwd'), 'app:x:1000:1000::/home/app:/bin/sh\n');
  fs.writeFileSync(join(root, 'env'), '# docker run --env-file\nTZ=UTC\nA= b \n');
  fs.writeFileSync(join(root, 'bytes'), 'A=b\nC=\xff\n', 'latin1');
});
afterAll(() => fs.rmSync(root, { recursive: true }));

async function check(...args: string[]) {
  const io = memoryIo(false);
  // A deadline counts from the start of the process, and this one may have run tests for half an hour.
  const code = await main([...args], sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

describe('check --root', () => {
  it('names the target first, with and without the command', async () => {
    for (const words of [['check'], []]) {
      const { stdout } = await check(...words, '--root', root, ...IN_TIME);
      expect(stdout).toMatch(new RegExp(`^NOT READY root ${root}: 1 error`));
    }
  });

  it('tells machines what it looked at, and what it could not', async () => {
    const { stdout } = await check('--root', root, '--user', 'app', '-f', 'json', ...IN_TIME);
    const report = JSON.parse(stdout);
    expect(report.target).toEqual({ kind: 'root', root });
    expect(report.host).toMatchObject({ uid: 1000, gid: 1000, node: null, pid1: null, arch: 'unknown' });
    expect(report.probes.find(({ name }: { name: string }) => name === 'umask')).toMatchObject({
      status: 'skip',
      reason: 'cannot be known of a root file system: no process runs in it',
    });
  });

  it('has ten seconds, since a person waits for it', async () => {
    const io = memoryIo(false);
    const young = sinceNow(liveHost({ PATH: '/usr/bin:/bin' }));
    const twoSecondsOld = { ...young, monotonic: () => young.monotonic() + 2000 };
    await main(['--root', root, '--only', 'timezone', '-f', 'json'], twoSecondsOld, io);
    expect(JSON.parse(io.stdout()).summary).toMatchObject({ inconclusive: 0, pass: 1 });
  });

  it('tells machines of the container around it that it is that', async () => {
    const { stdout } = await check('-f', 'json', '--only', 'umask', ...IN_TIME);
    expect(JSON.parse(stdout).target).toEqual({ kind: 'live' });
  });

  it('takes what cannot be known for no answer, where somebody is strict', async () => {
    const { code, stdout } = await check('--root', root, '--only', 'umask', '--strict', ...IN_TIME);
    expect([code, stdout]).toEqual([1, expect.stringContaining('umask inconclusive')]);
  });

  it('reads the environment that is asked about', async () => {
    const words = ['--root', root, '--env-from', join(root, 'env'), '--env', 'HOME=/x', '-f', 'json'];
    const { stdout } = await check(...words, '--only', 'timezone,permissions', ...IN_TIME);
    const facts = JSON.parse(stdout).probes.map((probe: { facts: object }) => probe.facts);
    expect(facts).toMatchObject([{ tz: 'UTC' }, { home: '/x' }].map((fact) => expect.objectContaining(fact)));
  });

  it.each([
    [['--root', '/none/there'], 64, ['/none/there', 'does not exist']],
    [['--root', 'ROOT/etc/passwd'], 64, ['no directory', 'tar -xf']],
    [['--root', 'ROOT', '--user', 'nobody2'], 64, ['nobody2', '/etc/passwd', 'a number']],
    [['--root', 'ROOT', '--user', 'app:wheel'], 64, ['wheel', '/etc/group']],
    [['--root', 'ROOT', '--cwd', 'src'], 64, ['--cwd', 'src']],
    [['--root', 'ROOT', '--env', 'A'], 64, ['--env', 'KEY=VALUE']],
    [['--root', 'ROOT', '--env-from', '/none'], 64, ['/none', 'ENOENT']],
    [['--root', 'ROOT', '--env-from', 'ROOT/bytes'], 64, ['bytes:2', 'UTF-8']],
    [['--user', 'app'], 64, ['--user', '--root DIR']],
    [['run', '--root', 'ROOT', '--', 'true'], 125, ['--root', 'check', 'cannot in another root']],
    [['policy', '--root', 'ROOT'], 64, ['--root', 'of whoever looks']],
    [['explain', '--user', 'app', 'umask'], 64, ['--root DIR']],
    [['route', '--cwd', '/src', 'a.org/b'], 64, ['--root DIR']],
    [['route', '--root', 'ROOT', '--from', 'none/go.mod', 'a.org/b'], 64, ['/none/go.mod']],
    [['--roto', 'ROOT'], 64, ['--roto']],
  ])('refuses %j with %d', async (argv, expected, names) => {
    const { code, stderr } = await check(...argv.map((word) => word.replace('ROOT', root)));
    expect(code).toBe(expected);
    for (const name of names) expect(stderr).toContain(name);
  });

  it('has its options in the help, as target, route and explain have, and no other command has', async () => {
    for (const words of [[], ['check'], ['target'], ['route'], ['explain']])
      expect((await runMain([...words, '--help'])).stdout).toContain('--root DIR');
    for (const command of ['run', 'policy'])
      expect((await runMain([command, '--help'])).stdout).not.toContain('--root DIR');
  });
});

describe('route --root', () => {
  const route = (...args: string[]) => check('route', '--root', root, ...args);

  it('goes by the environment of the target, and not by that of whoever looks', async () => {
    const { code, stdout } = await route(
      '--env',
      'GOPROXY=https://goproxy.corp.example',
      '-f',
      'json',
      'a.org/b',
    );
    const report = JSON.parse(stdout);
    expect([code, report.target]).toEqual([0, { kind: 'root', root }]);
    expect(report.settings).toMatchObject({ GOPROXY: 'https://goproxy.corp.example' });
    expect(report.source).toContain('no go command found');
  });

  it('reads the go.mod that go would find there', async () => {
    fs.mkdirSync(join(root, 'src'), { recursive: true });
    fs.writeFileSync(join(root, 'src/go.mod'), 'module m\nrequire a.org/b v1.0.0\n');
    for (const words of [[], ['--from', 'go.mod'], ['--from', '/src/go.mod']]) {
      const { stdout } = await route('--cwd', '/src', '--user', 'app', ...words);
      expect(stdout).toContain(`OK root ${root}: 1 module`);
      expect(stdout).toContain('/src/go.mod');
    }
  });

  it('has no answer where nobody knows what go would say', async () => {
    fs.mkdirSync(join(root, 'usr/local/go/bin'), { recursive: true });
    fs.writeFileSync(join(root, 'usr/local/go/bin/go'), '#!/bin/sh\n', { mode: 0o755 });
    const { code, stdout, stderr } = await route('a.org/b');
    fs.rmSync(join(root, 'usr'), { recursive: true });
    expect([code, stdout]).toEqual([66, '']);
    expect(stderr).toContain('no go command that can be read');
  });
});

describe('explain --root', () => {
  it('marks the remedy of that root', async () => {
    fs.mkdirSync(join(root, 'sbin'));
    fs.writeFileSync(join(root, 'sbin/apk'), '');
    const { stdout } = await check('explain', '--root', root, 'ca-certs/never-configured');
    fs.rmSync(join(root, 'sbin'), { recursive: true });
    expect(stdout).toContain('Alpine (as here)');
  });

  it('looks there at the path that a message names', async () => {
    fs.mkdirSync(join(root, 'data'), { mode: 0o755 });
    const message = 'open /data/x: permission denied';
    const { stdout } = await check('explain', '--root', root, '--user', 'app', message);
    expect(stdout).toContain('There, for uid 1000:');
    expect(stdout).toContain('/data');
    expect((await check('explain', '--root', root, message)).stdout).toContain('There and now uid 0 may');
  });
});
