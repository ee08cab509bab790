import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetDescription } from '../../../src/core/documents/target-description.ts';
import { jsonSchemas } from '../../../src/json-schemas.ts';
import { main } from '../../../src/main.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { directory, file, link } from '../../support/memory/tree.ts';
import { FAKES } from '../../support/probes/fake-probe.ts';
import { type RunOptions, runMain } from '../../support/runs/run-main.ts';
import { liveHost } from '../../support/system/live-host.ts';

const validate = new Ajv2020({ strict: false }).compile((await jsonSchemas(FAKES)).target);

async function described(args: readonly string[], options: RunOptions = {}): Promise<TargetDescription> {
  const { code, stdout, stderr } = await runMain(['target', '-f', 'json', ...args], options);
  expect([code, stderr]).toEqual([0, '']);
  return checked(stdout);
}

function checked(stdout: string): TargetDescription {
  const description = JSON.parse(stdout) as TargetDescription;
  expect(validate(description), JSON.stringify(validate.errors)).toBe(true);
  return description;
}

const STATUS = [
  'Name:\tprobe-env',
  'Umask:\t0027',
  'Uid:\t1000\t1000\t1000\t1000',
  'CapInh:\t0000000000000000',
  'CapPrm:\t0000000000000400',
  'CapEff:\t0000000000000400',
  'CapBnd:\t00000000a80425fb',
  'CapAmb:\t0000000000000400',
  'NoNewPrivs:\t1',
].join('\n');

/** A process in a container with limits. */
const POD: RunOptions = {
  ids: { uid: 1000, euid: 1000, gid: 2000, egid: 2000, groups: [2000, 3000] },
  overridesAccess: true,
  env: { TZ: 'Asia/Tokyo', API_TOKEN: 'a b c', FOO: 'mine' },
  cwd: '/app',
  trees: [
    {
      '/app': directory(),
      '/etc/os-release': 'PRETTY_NAME="Alpine Linux v3.22"\nID=alpine\n',
      '/proc/self/status': `${STATUS}\n`,
      '/proc/self/cgroup': '0::/\n',
      '/proc/self/mountinfo':
        '22 1 0:20 / / ro - overlay overlay rw\n23 22 0:21 / /proc rw - proc proc rw\n24 22 0:22 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n25 22 0:23 /vol /data rw - ext4 /dev/sda1 rw\n',
      '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu memory pids\n',
      '/sys/fs/cgroup/cpu.max': '150000 100000\n',
      '/sys/fs/cgroup/memory.max': '536870912\n',
      '/proc/1/environ': 'TZ=Asia/Tokyo\0API_TOKEN=a b c\0FOO=theirs\0',
      '/proc/1/cmdline': '/app/server\0--port\u00008080\0--token\0s3cr3t\0',
      '/data': directory({ mode: 0o2770, uid: 0, gid: 3000 }),
      '/etc/zone': link('/usr/share/zone'),
      '/usr/share/zone': file('x', { mode: 0o640 }),
    },
  ],
};

describe('target', () => {
  it('tells who runs what, with which environment, and where each comes from', async () => {
    expect(await described(['--path', '/data', '--path', '/etc/zone', '--path', '/none'], POD)).toEqual({
      schemaVersion: 1,
      target: { kind: 'live' },
      system: { name: 'Alpine Linux v3.22', arch: 'x64', libc: null, node: expect.any(String) },
      starts: true,
      reason: null,
      environment: [
        { name: 'TZ', value: 'Asia/Tokyo', origin: { kind: 'process-1' } },
        { name: 'API_TOKEN', value: '***', origin: { kind: 'process-1' } },
        { name: 'FOO', value: 'mine', origin: { kind: 'process' } },
      ],
      identity: {
        uid: 1000,
        gid: 2000,
        groups: [2000, 3000],
        capabilities: {
          effective: '400',
          permitted: '400',
          inheritable: '0',
          bounding: 'a80425fb',
          ambient: '400',
        },
        noNewPrivileges: true,
        umask: '0027',
      },
      command: ['/app/server', '--port', '8080', '--token', '***'],
      cwd: '/app',
      mounts: [
        { at: '/', type: 'overlay', readOnly: true, source: 'overlay', directory: '/', origin: null },
        { at: '/proc', type: 'proc', readOnly: false, source: 'proc', directory: '/', origin: null },
        {
          at: '/sys/fs/cgroup',
          type: 'cgroup2',
          readOnly: true,
          source: 'cgroup',
          directory: '/',
          origin: null,
        },
        { at: '/data', type: 'ext4', readOnly: false, source: '/dev/sda1', directory: '/vol', origin: null },
      ],
      files: [
        found('/data', { type: 'directory', mode: '2770', gid: 3000, real: '/data' }),
        found('/etc/zone', {
          type: 'symlink',
          mode: '0777',
          target: '/usr/share/zone',
          real: '/usr/share/zone',
          access: { read: true, write: true, execute: false },
        }),
        {
          ...{ path: '/none', type: null, mode: null, uid: null, gid: null, target: null, real: null },
          error: 'ENOENT',
          access: { read: false, write: false, execute: false },
        },
      ],
      limits: { cpus: 1.5, memoryBytes: 512 * 1024 * 1024, cgroup: 2 },
      origins: {
        identity: { kind: 'process' },
        capabilities: { kind: 'process' },
        command: { kind: 'process-1' },
        cwd: { kind: 'process' },
        limits: { kind: 'cgroup' },
      },
    });
  });

  it('says so to people, in lines that fit', async () => {
    const words = ['target', '--path', '/data', '--path', '/etc/zone'];
    const { stdout } = await runMain(words, POD);
    const document = `$ probe-env ${words.join(' ')}\n${stdout}`;
    // The README shows it.
    await expect(document).toMatchFileSnapshot(join(import.meta.dirname, 'target.golden.txt'));
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('shows what may be a secret where somebody asks for it', async () => {
    const { environment, command } = await described(['--show-values'], POD);
    expect(environment[1]).toMatchObject({ name: 'API_TOKEN', value: 'a b c' });
    expect(command?.at(-1)).toBe('s3cr3t');
  });

  it.each([
    ['PGPASS', '***'],
    ['MYSQL_PWD', '***'],
    ['SENTRY_DSN', '***'],
    ['PWD', 'value'],
    ['GOAUTH', 'value'],
    ['SSH_AUTH_SOCK', 'value'],
  ])('takes %s for what it is: %s', async (name, value) => {
    const { environment } = await described([], { env: { [name]: 'value' } });
    expect(environment).toEqual([{ name, value, origin: null }]);
  });

  it('breaks long values so that every line fits', async () => {
    const long = `${'/a/directory/of/the/path:'.repeat(20)}end`;
    const { stdout } = await runMain(['target'], {
      env: { PATH: long, AN_UNUSUALLY_LONG_NAME_OF_A_VARIABLE_OF_SOMEBODY: 'x'.repeat(300) },
    });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout.replaceAll(/\n {4,}/g, '')).toContain(long);
  });

  it('needs neither a policy nor variables that can be used', async () => {
    const { code } = await runMain(['target'], {
      env: { PROBE_ENV_TIMEOUT: 'soon' },
      trees: [{ '/etc/probe-env.yaml': '{{{' }],
    });
    expect(code).toBe(0);
  });

  it('writes a file', async () => {
    const { stdout, files } = await runMain(['target', '-f', 'json', '-o', '/report.json'], POD);
    expect([stdout, checked(files.get('/report.json') ?? '').cwd]).toEqual(['', '/app']);
  });

  it.each([
    [['/etc/ssl'], '--path /etc/ssl'],
    [['--path', 'etc'], 'does not begin with /'],
    [['-f', 'junit'], 'write text or json'],
    [['--fromat', 'json'], 'did you mean --format'],
    [['--user', 'app'], '--root DIR'],
    [['--root', '/none/there'], 'does not exist'],
  ])('refuses %j', async (args, said) => {
    const { code, stderr } = await runMain(['target', ...args]);
    expect([code, stderr]).toEqual([64, expect.stringContaining(said)]);
  });
});

function found(path: string, more: object) {
  const may = { read: true, write: true, execute: true };
  return { path, uid: 0, gid: 0, target: null, error: null, access: may, ...more };
}

describe('target --root', () => {
  let root: string;
  beforeAll(() => {
    root = fs.mkdtempSync(join(tmpdir(), 'probe-env-target-'));
    fs.mkdirSync(join(root, 'etc'));
    fs.writeFileSync(join(root, 'etc/passwd'), 'app:x:1000:1000::/home/app:/bin/sh\n');
    fs.writeFileSync(join(root, 'env'), 'TZ=UTC\nONLY_A_NAME\n');
    fs.symlinkSync('/etc/passwd', join(root, 'link'));
  });
  afterAll(() => fs.rmSync(root, { recursive: true }));

  async function outside(...args: string[]) {
    const io = memoryIo(false);
    const code = await main(['target', ...args], liveHost({ TZ: 'Pacific/Chatham', PATH: '/usr/bin' }), io);
    return { code, stdout: io.stdout(), stderr: io.stderr() };
  }

  it('tells what options and files say, and nothing of whoever looks', async () => {
    const words = ['--user', 'app', '--env-from', join(root, 'env'), '--env', 'A=b', '--cwd', '/src'];
    const paths = ['--path', '/link', '--path', '/proc/self/status'];
    const { stdout, stderr } = await outside('--root', root, ...words, ...paths, '-f', 'json');
    expect(stderr).toContain('env:2: ONLY_A_NAME has no value there');
    const usual = { kind: 'runtime' };
    expect(checked(stdout)).toEqual({
      schemaVersion: 1,
      target: { kind: 'root', root },
      system: { name: null, arch: null, libc: null, node: null },
      starts: null,
      reason: null,
      environment: [
        { name: 'PATH', value: expect.stringContaining('/usr/local/sbin'), origin: usual },
        { name: 'HOME', value: '/home/app', origin: { kind: 'file', file: '/etc/passwd' } },
        { name: 'TZ', value: 'UTC', origin: { kind: 'file', file: join(root, 'env'), line: 1 } },
        { name: 'A', value: 'b', origin: { kind: 'option', option: '--env' } },
        { name: 'ONLY_A_NAME', value: null, origin: { kind: 'file', file: join(root, 'env'), line: 2 } },
      ],
      identity: {
        uid: 1000,
        gid: 1000,
        groups: [1000],
        capabilities: {
          effective: '0',
          permitted: '0',
          inheritable: null,
          bounding: 'a80425fb',
          ambient: '0',
        },
        noNewPrivileges: null,
        umask: null,
      },
      command: null,
      cwd: '/src',
      mounts: null,
      files: [
        expect.objectContaining({ path: '/link', target: '/etc/passwd', real: '/etc/passwd' }),
        expect.objectContaining({ path: '/proc/self/status', type: null, error: 'NOT_KNOWN' }),
      ],
      limits: { cpus: null, memoryBytes: null, cgroup: null },
      origins: {
        identity: { kind: 'option', option: '--user' },
        capabilities: usual,
        command: null,
        cwd: { kind: 'option', option: '--cwd' },
        limits: null,
      },
    });
  });

  it('cannot look at what may not be looked at', async () => {
    expect((await outside('--root', join(root, 'etc/passwd'))).code).toBe(64);
  });
});
