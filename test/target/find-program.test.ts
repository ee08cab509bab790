import { describe, expect, it } from 'vitest';
import { findGo } from '../../src/go/find-go.ts';
import { realPath } from '../../src/target/posix/real-path.ts';
import { findOnPath, pathDirectories } from '../../src/target/program/find-program.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { directory, file, link, program, special, type Tree } from '../support/memory/tree.ts';

const nobody = { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [1000] };
const find = (tree: Tree, PATH: string, more = {}) =>
  findOnPath(memoryHost({ trees: [tree], env: { PATH }, ...more }), 'tool');

describe('pathDirectories', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['/a:/b', ['/a', '/b']],
    [':/a::.:b/c:/a:', ['/a']],
  ])('%j: %j', (path, directories) => {
    expect(pathDirectories(path)).toEqual(directories);
  });
});

describe('findOnPath', () => {
  it('takes the first that may be executed', () => {
    expect(find({ '/a/tool': file('x'), '/b/tool': program(), '/c/tool': program() }, '/a:/b:/c')).toBe(
      '/b/tool',
    );
  });

  it('takes one that may not be executed where there is no other', () => {
    expect(find({ '/b/tool': file('x'), '/c/tool': file('x') }, '/a:/b:/c')).toBe('/b/tool');
  });

  it('asks what this user may, not what the mode says of somebody', () => {
    const tree = { '/a/tool': program('', { mode: 0o750 }), '/b/tool': program() };
    expect(find(tree, '/a:/b', { ids: nobody })).toBe('/b/tool');
  });

  it('passes over directories, devices, dangling links and what it may not enter', () => {
    const tree = {
      '/a/tool': directory(),
      '/b/tool': special('fifo'),
      '/c/tool': link('/nowhere'),
      '/d': directory({ mode: 0o700 }),
      '/d/tool': program(),
      '/e/tool': link('../f/real'),
      '/f/real': program(),
    };
    expect(find(tree, '/a:/b:/c:/d:/e//', { ids: nobody })).toBe('/e/tool');
  });

  it('never looks into the working directory', () => {
    expect(find({ '/w/tool': program(), '/w/bin/tool': program() }, '.::bin:', { cwd: '/w' })).toBeNull();
  });
});

describe('findGo', () => {
  const found = (tree: Tree, env: Record<string, string>) => findGo(memoryHost({ trees: [tree], env }));
  const everywhere = { '/bin/go': program(), '/opt/go/bin/go': program(), '/usr/local/go/bin/go': program() };

  it.each([
    [
      { PATH: '/bin', GOROOT: '/opt/go' },
      { path: '/bin/go', via: 'PATH' },
    ],
    [
      { PATH: '/sbin', GOROOT: '/opt/go/' },
      { path: '/opt/go/bin/go', via: 'GOROOT' },
    ],
    [
      { PATH: '/sbin', GOROOT: 'opt/go' },
      { path: '/usr/local/go/bin/go', via: '/usr/local/go' },
    ],
    [{}, { path: '/usr/local/go/bin/go', via: '/usr/local/go' }],
  ])('with %j: %j', (env, expected) => {
    expect(found(everywhere, env as Record<string, string>)).toEqual(expected);
  });

  it('prefers what the user would meet, though it may not be executed', () => {
    const tree = { ...everywhere, '/bin/go': file('') };
    expect(found(tree, { PATH: '/bin' })).toEqual({ path: '/bin/go', via: 'PATH' });
  });

  it('finds none where there is none', () => {
    expect(found({ '/bin/ls': program() }, { PATH: '/bin' })).toBeNull();
  });
});

describe('realPath', () => {
  const host = memoryHost({
    trees: [
      {
        '/usr/lib/go-1.26/bin/go': program(),
        '/usr/lib/go': link('go-1.26'),
        '/usr/bin/go': link('../lib/go/bin/go'),
        '/loop': link('loop'),
        '/up': link('../../usr'),
      },
    ],
  });

  it.each([
    ['/usr/bin/go', '/usr/lib/go-1.26/bin/go'],
    ['/usr//bin/./../bin/go', '/usr/lib/go-1.26/bin/go'],
    ['/up/lib/go/', '/usr/lib/go-1.26'],
    ['/', '/'],
  ])('%s is %s', (path, real) => {
    expect(realPath(host, path)).toEqual({ ok: true, value: real });
  });

  it.each([
    ['/usr/bin/gone', 'ENOENT'],
    ['/loop', 'ELOOP'],
  ])('%s fails with %s', (path, code) => {
    expect(realPath(host, path)).toMatchObject({ ok: false, error: { code } });
  });
});
