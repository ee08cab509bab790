import { describe, expect, it } from 'vitest';
import { parentOf, walkPath } from '../../../src/target/posix/walk-path.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, link } from '../../support/memory/tree.ts';

const host = memoryHost({
  ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [1000] },
  trees: [
    {
      '/a/b/file': file(''),
      '/a/up': link('../a/b'),
      '/abs': link('/a/b/file'),
      '/nothing': link('/a/gone/deep'),
      '/round': link('/dnuor'),
      '/dnuor': link('round'),
      '/empty': link(''),
      '/closed': directory({ mode: 0o600 }),
      '/closed/x': file(''),
    },
  ],
});

describe('walkPath', () => {
  it.each([
    ['/', '/'],
    ['/a//b/./file', '/a/b/file'],
    ['/a/up/file', '/a/b/file'],
    ['/a/up/../b/../../abs', '/a/b/file'],
    ['/../../a/b', '/a/b'],
    ['/a/b/', '/a/b'],
  ])('follows %s', (path, real) => {
    expect(walkPath(host, path)).toMatchObject({ end: 'found', real });
  });

  it.each([
    ['/a/x/y', 'ENOENT', '/a/x', '/a', null, false],
    ['/a/b/x', 'ENOENT', '/a/b/x', '/a/b', null, true],
    ['/a/b/file/x', 'ENOTDIR', '/a/b/file', '/a/b', null, false],
    ['/abs/x', 'ENOTDIR', '/a/b/file', '/a/b', '/abs', false],
    ['/nothing', 'ENOENT', '/a/gone', '/a', '/nothing', false],
    ['/a/up/gone', 'ENOENT', '/a/b/gone', '/a/b', null, true],
    ['/closed/x', 'EACCES', '/closed/x', '/closed', null, true],
    ['/closed/..', 'EACCES', '/', '/closed', null, true],
  ])('says where %s ends', (path, code, entry, at, through, last) => {
    expect(walkPath(host, path)).toEqual({
      end: 'stopped',
      error: { code },
      entry,
      directory: at,
      link: through,
      last,
    });
  });

  it('gives up on a circle as the kernel does', () => {
    expect(walkPath(host, '/round')).toMatchObject({ end: 'stopped', error: { code: 'ELOOP' } });
  });

  it('knows parents', () => {
    expect(['/', '/a', '/a/b'].map(parentOf)).toEqual(['/', '/', '/a']);
  });
});
