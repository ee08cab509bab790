import { describe, expect, it } from 'vitest';
import { cannotStart, startFailure } from '../../src/target/program/start-failure.ts';
import { elf } from '../support/files/elf.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { link, program, type Tree } from '../support/memory/tree.ts';

const ask = (content: string | Buffer, more: Tree = {}, arch = 'x64', cwd = '/') => {
  const files = memoryHost({ trees: [{ '/bin/go': program(content) }, more] });
  return cannotStart({ file: '/bin/go', cwd }, { arch, files });
};
const BINFMT = '/proc/sys/fs/binfmt_misc';

describe('cannotStart', () => {
  it.each([
    ['arm64 on x64', 183, 'x64', {}, { code: 'wrong-architecture', machine: 'arm64' }],
    ['arm64 on x64 with its emulator', 183, 'x64', { [`${BINFMT}/qemu-aarch64`]: '' }, null],
    [
      'arm64 on x64 with another emulator',
      183,
      'x64',
      { [`${BINFMT}/qemu-arm`]: '' },
      { code: 'wrong-architecture' },
    ],
    ['x64 on arm64 with Rosetta', 62, 'arm64', { [`${BINFMT}/rosetta`]: '' }, null],
    ['ia32 on x64', 3, 'x64', {}, null],
    ['arm on arm64', 40, 'arm64', {}, null],
    ['x64 on ia32', 62, 'ia32', {}, { code: 'wrong-architecture', machine: 'x64' }],
  ])('%s', (_, machine, arch, tree, expected) => {
    const answer = ask(
      elf({ machine, wide: machine !== 3 && machine !== 40 }),
      tree as unknown as Tree,
      arch,
    );
    if (expected === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(expected);
  });

  it('looks for the loader, through links', () => {
    const content = elf({ interpreter: '/lib64/ld.so' });
    expect(ask(content)).toEqual({ code: 'loader-missing', loader: '/lib64/ld.so' });
    expect(ask(content, { '/lib64': link('usr/lib64'), '/usr/lib64/ld.so': program() })).toBeNull();
    expect(ask(content, { '/lib64/ld.so': link('gone') })).toMatchObject({ code: 'loader-missing' });
  });

  it('looks for a relative interpreter in the directory where the program starts', () => {
    const tree = { '/w/tools/sh': program(elf({})) };
    expect(ask('#!tools/sh\n', tree, 'x64', '/w')).toBeNull();
    expect(ask('#!tools/sh\n', tree)).toEqual({ code: 'interpreter-missing', interpreter: 'tools/sh' });
  });

  it('does not follow scripts for ever', () => {
    expect(ask('#!/bin/go\n')).toBeNull();
  });
});

describe('startFailure', () => {
  it.each([
    ['ENOENT', { code: 'file-missing' }],
    ['EACCES', { code: 'not-permitted' }],
    ['EPERM', { code: 'other', errno: 'EPERM' }],
    ['ENOEXEC', { code: 'not-a-program' }],
    ['ETXTBSY', { code: 'busy' }],
    ['EAGAIN', { code: 'no-resources', errno: 'EAGAIN' }],
    ['ENOMEM', { code: 'no-resources', errno: 'ENOMEM' }],
    ['EMFILE', { code: 'no-resources', errno: 'EMFILE' }],
    ['ENFILE', { code: 'no-resources', errno: 'ENFILE' }],
    ['EIO', { code: 'other', errno: 'EIO' }],
  ])('%s', (code, expected) => {
    expect(startFailure(Object.assign(new Error(code), { code }))).toEqual(expected);
  });
});
