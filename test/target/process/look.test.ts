import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Result } from '../../../src/target/file.ts';
import { look } from '../../../src/target/process/look.ts';
import { momentNow } from '../../../src/target/process/moment.ts';
import { NoProcess } from '../../../src/target/process/refusal/no-process.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';
import { type Inhabitant, inhabitant, NAMESPACES, type Told, type Waiting, waiting } from './inhabitants.ts';

const GETFACL = { kind: 'getfacl', path: tool('getfacl') ?? '' } as const;
const { mount, pid, net } = NAMESPACES;
/** As a container's: root is 100000, and nobody else is known. */
const MAPS = ['0 100000 65536\n', '0 100000 65536\n'] as const;

let home: string;
beforeAll(() => {
  home = fs.mkdtempSync(join(tmpdir(), 'probe-env-process-'));
  fs.chmodSync(home, 0o755);
  const make = (name: string, mode: number, uid: number, gid: number) => {
    fs.writeFileSync(join(home, name), '');
    fs.chmodSync(join(home, name), mode);
    fs.chownSync(join(home, name), uid, gid);
  };
  make('ours', 0o640, 0, 0);
  make('theirs', 0o640, 100_000, 100_000);
  make('of-1000', 0o600, 101_000, 101_000);
  make('of-group', 0o070, 0, 101_234);
  make('outside', 0o606, 1000, 1000);
  fs.mkdirSync(join(home, 'closed'), { mode: 0o700 });
  fs.mkdirSync(join(home, 'open'));
  fs.chmodSync(join(home, 'open'), 0o777);
});
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

const running: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.end();
});

async function settle(told: Told, env: Readonly<Record<string, string>> = {}): Promise<Inhabitant> {
  const one = await inhabitant({ ...told, paths: paths() }, env);
  running.push(one);
  return one;
}

async function start(command: readonly string[], env = {}): Promise<Waiting> {
  const one = await waiting(command, env);
  running.push(one);
  return one;
}

const paths = () =>
  ['', 'ours', 'theirs', 'of-1000', 'of-group', 'outside', 'closed', 'closed/x', 'open'].map((name) =>
    join(home, name),
  );

const granted = ({ ok }: Result<unknown>) => ok;

function refusalOf(number: number) {
  try {
    look(number, GETFACL);
  } catch (error) {
    if (error instanceof NoProcess) return error.refusal;
    throw error;
  }
  return null;
}

describeReal('a process of another container', { tools: ['python3', 'getfacl'], root: true }, () => {
  const WORLDS: readonly (readonly [string, Told])[] = [
    ['of root, here', {}],
    ['of another user', { uid: 101_000, gid: 101_000, groups: [101_234], umask: 0o27 }],
    ['in other mount, pid and network namespaces', { namespaces: mount | pid | net, umask: 0o77 }],
    ['of root in a user namespace', { maps: MAPS, namespaces: mount | pid | net, uid: 0, gid: 0 }],
    [
      'of a user in a user namespace',
      { maps: MAPS, namespaces: mount | pid, uid: 1000, gid: 1000, groups: [1234] },
    ],
    ['in a user namespace without maps', { maps: ['', ''] }],
  ];

  it.each(WORLDS)('%s is seen as it sees itself', async (_, told) => {
    const { pid: number, saw } = await settle({ ...told, cwd: '/usr' }, { TZ: 'Asia/Tokyo', EMPTY: '' });
    const { seen, files } = look(number, GETFACL);
    const { uid, euid, gid, egid, groups } = seen.ids;
    expect([uid, euid, gid, egid]).toEqual(saw.ids);
    expect([...groups].sort()).toEqual([...new Set([egid, ...saw.groups])].sort());
    expect(seen.cwd).toBe(saw.cwd);
    expect(seen.environment).toMatchObject({ known: true, values: { TZ: 'Asia/Tokyo', EMPTY: '' } });
    expect(seen.own['/proc/self/status']).toMatch(
      new RegExp(`^Umask:\\t${saw.umask.toString(8).padStart(4, '0')}$`, 'm'),
    );
    expect(
      paths().map((path) => {
        const stat = files.stat(path);
        return stat.ok ? [stat.value.uid, stat.value.gid, stat.value.mode] : stat.error.code;
      }),
    ).toEqual(
      saw.stats.map((stat) => {
        if (typeof stat !== 'string') return stat;
        return stat === 'Permission denied' ? 'EACCES' : 'ENOENT';
      }),
    );
    expect(
      paths().map((path) =>
        (['read', 'write', 'execute'] as const).map((m) => granted(files.access(path, m))),
      ),
    ).toEqual(saw.may);
  });

  it.skipIf(tool('setfacl') === null)('is told access lists in its own numbers', async () => {
    const { pid: number } = await settle({ maps: MAPS, uid: 1000, gid: 1000 });
    const shared = join(home, 'shared');
    fs.mkdirSync(shared);
    execFileSync('setfacl', ['-m', 'u:101000:---,g:100050:rwx,d:u:100033:r-x', shared]);
    const { files } = look(number, GETFACL);
    expect(files.acl?.(shared)).toMatchObject({
      access: { users: new Map([[1000, 0]]), groups: new Map([[50, 7]]) },
      defaults: { users: new Map([[33, 5]]) },
    });
    expect(files.acl?.(join(home, 'none'))).toBeNull();
    expect(files.access(shared, 'read')).toMatchObject({ error: { code: 'EACCES' } });
  });

  it('tells the umask of its process 1', async () => {
    const { pid: number } = await settle({ namespaces: pid, umask: 0o7 });
    expect(look(number, GETFACL).seen.own['/proc/1/status']).toContain('Umask:\t0007\n');
    const { pid: here } = await settle({ umask: 0o7 });
    const [name] = fs.readFileSync('/proc/1/status', 'utf8').split('\n');
    expect(look(here, GETFACL).seen.own['/proc/1/status']?.split('\n')[0]).toBe(name);
  });

  it('follows nothing in its /proc', async () => {
    const { pid: number } = await settle({});
    const { files } = look(number, GETFACL);
    for (const path of [
      '/proc/1/root/etc/passwd',
      '/proc/self/environ',
      '/proc/thread-self',
      '/proc/sys/kernel/hostname',
    ])
      expect(files.stat(path)).toMatchObject({ error: { code: 'NOT_KNOWN' } });
    expect(files.stat('/proc')).toMatchObject({ ok: true });
  });

  it('is without a working directory where that was deleted', async () => {
    const { pid: number, saw } = await settle({ cwd: home, forsaken: true });
    expect([saw.cwd, look(number, GETFACL).seen.cwd]).toEqual([null, null]);
    expect(look(number, GETFACL).files.stat('file')).toMatchObject({ error: { code: 'ENOENT' } });
  });

  it('is seen through another thread where the first has ended', async () => {
    const { pid: number } = await settle(
      { leader: 'ends', namespaces: mount, umask: 0o31 },
      { TZ: 'Asia/Tokyo' },
    );
    while (!/^State:\s*Z/m.test(fs.readFileSync(`/proc/${number}/status`, 'utf8')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(() => fs.readlinkSync(`/proc/${number}/root`)).toThrow();
    const { seen, files } = look(number, GETFACL);
    expect(seen.thread).not.toBeNull();
    expect(seen.environment).toMatchObject({ values: { TZ: 'Asia/Tokyo' } });
    expect(seen.own['/proc/self/status']).toContain('Umask:\t0031\n');
    expect(files.stat(join(home, 'ours'))).toMatchObject({ ok: true });
    expect(momentNow(number)).toEqual(seen.moment);
  });

  it('is another one when it has become another program, the same program too', async () => {
    const { pid: number, say } = await start([
      '/bin/sh',
      '-c',
      'echo ready; read x; exec /bin/sh -c "echo; read y"',
    ]);
    const { seen } = look(number, GETFACL);
    expect(momentNow(number)).toEqual(seen.moment);
    say('go on');
    while (JSON.stringify(momentNow(number)) === JSON.stringify(seen.moment))
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(momentNow(number)).toMatchObject({ startTime: seen.moment.startTime });
  });

  it.each([
    ['longer than its arguments', `$0 = 'x' x 4096`],
    ['with an equals sign, longer than its arguments', `$0 = 'A=B C=' . ('x' x 4096)`],
  ])('has no environment when its title lies over it: %s', async (_, title) => {
    const { pid: number } = await start(
      ['/usr/bin/perl', '-e', `${title}; $| = 1; print "ready\\n"; <STDIN>`],
      { TZ: 'Asia/Tokyo' },
    );
    expect(look(number, GETFACL).seen.environment).toMatchObject({ known: false });
  });
});

describeReal('what is no process that can be looked at', { tools: ['python3'] }, () => {
  it('is not there', () => {
    expect(refusalOf(4_194_303)).toEqual({ code: 'none' });
  });

  it('has ended', async () => {
    const script = 'import os,sys\np=os.fork()\nif p==0: os._exit(0)\nprint(p,flush=True)\nsys.stdin.read()';
    const { first, pid: parent } = await start(['/usr/bin/python3', '-c', script]);
    while (!/^State:\s*Z/m.test(fs.readFileSync(`/proc/${first}/status`, 'utf8')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(refusalOf(Number(first))).toEqual({ code: 'zombie', parent });
  });

  it('is a part of the kernel', (context) => {
    const [name] = fs.existsSync('/proc/2/status') ? [fs.readFileSync('/proc/2/comm', 'utf8').trim()] : [''];
    if (name !== 'kthreadd') context.skip('process 2 is not the kernel here');
    expect(refusalOf(2)).toEqual({ code: 'kernel-thread' });
  });

  it('is a thread', () => {
    const thread = fs
      .readdirSync('/proc/self/task')
      .map(Number)
      .find((id) => id !== process.pid);
    expect(refusalOf(thread ?? 0)).toEqual({ code: 'thread', threadGroup: process.pid });
  });
});
