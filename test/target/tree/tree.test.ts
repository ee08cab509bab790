import { describe, expect, it } from 'vitest';
import type { Ignorance } from '../../../src/core/reason.ts';
import type { Result } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { graft, treeOf, unknownDirectory, withKernelMounts } from '../../../src/target/tree/graft.ts';
import { type DirectoryNode, fileNode, linkNode } from '../../../src/target/tree/node.ts';
import { treeHost } from '../../../src/target/tree/tree-host.ts';

const OPERATOR = { now: () => 0, monotonic: () => 0 };

function hostOf(root: DirectoryNode, more: Partial<Parameters<typeof treeHost>[1]> = {}): Host {
  return treeHost(OPERATOR, {
    target: { kind: 'root', root: '/image' },
    root,
    account: { uid: 0, gid: 0, groups: [] },
    capabilities: 0b110n,
    env: {},
    cwd: '/etc',
    arch: 'x64',
    ...more,
  });
}

const text = (result: Result<Buffer>) => (result.ok ? result.value.toString() : result.error.code);
const SHARE: Ignorance = { code: 'share', data: {} };
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

const TREE = treeOf({
  '/etc/name': 'inside',
  '/etc/up': linkNode('../../../../secret'),
  '/secret': 'inside too',
  '/loop': linkNode('loop'),
  '/empty': linkNode(''),
  '/slash': linkNode('etc/'),
  '/run': linkNode('/var/run'),
  '/data/old': 'below the mount',
  '/proc/self/status': 'as somebody left it in the image',
});

describe('a tree in memory', () => {
  const host = hostOf(TREE);

  it.each([
    ['/etc/name', 'inside'],
    ['name', 'inside'],
    ['/../../etc/./name', 'inside'],
    ['/slash/name', 'inside'],
    ['/etc/up', 'inside too'],
    ['/etc/name/', 'ENOTDIR'],
    ['/etc', 'NOT_REGULAR'],
    ['/loop', 'ELOOP'],
    ['/empty', 'ENOENT'],
    ['', 'ENOENT'],
    ['/etc/na\0me', 'ENOENT'],
    [`/${'a'.repeat(256)}`, 'ENAMETOOLONG'],
    [`/${'ä'.repeat(128)}`, 'ENAMETOOLONG'],
    [`/${'a/'.repeat(2048)}`, 'ENAMETOOLONG'],
  ])('reads %s: %s', (path, expected) => expect(text(host.readFile(path))).toBe(expected));

  it('lists names in order, and what each is', () => {
    expect(host.readdir('/etc')).toEqual({ ok: true, value: ['name', 'up'] });
    expect(host.entries('/etc')).toEqual({
      ok: true,
      value: [
        { name: 'name', type: 'file' },
        { name: 'up', type: 'symlink' },
      ],
    });
    expect(code(host.readdir('/etc/name'))).toBe('ENOTDIR');
  });

  it('says of bytes that are not held that nobody knows them, and which they are', () => {
    const file = fileNode(Buffer.from('\x7fELF'), { size: 100_000 });
    const asked: unknown[] = [];
    const root = graft(TREE, '/bin/app', file).root;
    const looking = treeHost(
      OPERATOR,
      { ...targetOf(root), account: { uid: 0, gid: 0, groups: [] } },
      (missed, wanted) => asked.push([missed === file, wanted]),
    );
    expect(text(looking.readHead('/bin/app', 4))).toBe('\x7fELF');
    expect(asked).toEqual([]);
    expect(text(looking.readHead('/bin/app', 64))).toBe('NOT_KNOWN');
    expect(text(looking.readFile('/bin/app'))).toBe('NOT_KNOWN');
    expect(text(looking.readFile('/bin/app', { maxBytes: 10 }))).toBe('TOO_LARGE');
    expect(asked).toEqual([
      [true, 64],
      [true, 100_000],
    ]);
    // And where more of them came in since, they are read.
    file.kept = Buffer.alloc(100_000);
    expect(looking.readFile('/bin/app').ok).toBe(true);
  });
});

function targetOf(root: DirectoryNode) {
  return {
    target: { kind: 'root', root: '/image' },
    root,
    capabilities: 0n,
    env: {},
    cwd: '/',
    arch: 'x64',
  } as const;
}

describe('what is mounted', () => {
  it('covers what was there, and leaves the tree as it was', () => {
    const volume = treeOf({ '/new': 'in the volume' });
    const mounted = graft(TREE, '/data', volume);
    expect(mounted.at).toBe('/data');
    expect(mounted.hides).toBe(TREE.children.get('data'));
    expect(text(hostOf(mounted.root).readFile('/data/new'))).toBe('in the volume');
    expect(text(hostOf(mounted.root).readFile('/data/old'))).toBe('ENOENT');
    expect(text(hostOf(TREE).readFile('/data/old'))).toBe('below the mount');
  });

  it('follows links to its place, and makes what is missing', () => {
    const mounted = graft(TREE, '/run/secrets/token', fileNode(Buffer.from('t')));
    expect(mounted.at).toBe('/var/run/secrets/token');
    expect(mounted.hides).toBeNull();
    expect(text(hostOf(mounted.root).readFile('/run/secrets/token'))).toBe('t');
    expect(hostOf(mounted.root).stat('/var/run')).toMatchObject({ value: { mode: 0o755, uid: 0 } });
  });

  it('never leaves the root', () => {
    const mounted = graft(TREE, '/etc/up/../../../x', fileNode(Buffer.from('t')));
    expect(mounted.at).toBe('/x');
  });

  it('is unknown where nobody can know what it holds, but for what is mounted in there', () => {
    const share = graft(TREE, '/data', unknownDirectory(SHARE)).root;
    const host = hostOf(graft(share, '/data/known', fileNode(Buffer.from('k'))).root);
    expect(host.readFile('/data/old')).toEqual({
      ok: false,
      error: { code: 'NOT_KNOWN', why: SHARE },
    });
    expect(code(host.stat('/data'))).toBe('NOT_KNOWN');
    expect(code(host.readdir('/data'))).toBe('NOT_KNOWN');
    expect(text(host.readFile('/data/known'))).toBe('k');
  });

  it('are the file systems of the kernel, whatever the image holds there', () => {
    const host = hostOf(withKernelMounts(TREE), { kernel: { '/proc/self/mountinfo': 'a table' } });
    expect(text(host.readFile('/proc/self/status'))).toBe('NOT_KNOWN');
    expect(text(host.readFile('/proc/self/mountinfo'))).toBe('a table');
    expect(code(host.stat('/sys/kernel'))).toBe('NOT_KNOWN');
  });

  it('may be read-only', () => {
    const mount = {
      id: 1,
      parent: 0,
      device: '0:1',
      root: '/',
      mountPoint: '/data',
      options: ['ro', 'noexec'],
      fsType: 'tmpfs',
      source: '',
      superOptions: [],
    };
    const host = hostOf(TREE, { mounts: [mount] });
    expect(code(host.access('/data', 'write'))).toBe('EROFS');
    expect(code(host.access('/etc', 'write'))).toBe('ok');
    // Of a mount the modes are asked first, of a file system that is read-only they are not.
    const other = { account: { uid: 4711, gid: 4711, groups: [] }, capabilities: 0n };
    expect(code(hostOf(TREE, { mounts: [mount], ...other }).access('/data', 'write'))).toBe('EACCES');
    const whole = { ...mount, superOptions: ['ro'] };
    expect(code(hostOf(TREE, { mounts: [whole], ...other }).access('/data', 'write'))).toBe('EROFS');
  });
});
