import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/target/file.ts';
import { accountOf, NoAccount } from '../../../src/target/posix/account.ts';

const FILES: Readonly<Record<string, string>> = {
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001:An app:/home/app:/bin/sh\n7:x:70:71::/seven:\nbare:x:80:81\n',
  '/etc/group': 'root:x:0:\napp:x:1001:\nstaff:x:50:bob,app\nlogs:x:4:app,root\napp2:x:1001:app\n',
};
const files = (there: Readonly<Record<string, string>> = FILES) => ({
  readFile: (path: string): Result<Buffer> => {
    const text = there[path];
    return text === undefined
      ? { ok: false, error: { code: 'ENOENT' } }
      : { ok: true, value: Buffer.from(text) };
  },
});

describe('the user of a container', () => {
  it.each([
    ['', { uid: 0, gid: 0, groups: [4], home: '/root' }],
    ['root', { uid: 0, gid: 0, groups: [4], home: '/root' }],
    ['app', { uid: 1000, gid: 1001, groups: [50, 4, 1001], home: '/home/app' }],
    ['1000', { uid: 1000, gid: 1001, groups: [50, 4, 1001], home: '/home/app' }],
    ['app:staff', { uid: 1000, gid: 50, groups: [], home: '/home/app' }],
    ['app:7', { uid: 1000, gid: 7, groups: [], home: '/home/app' }],
    ['12345', { uid: 12_345, gid: 0, groups: [], home: '/' }],
    ['12345:app', { uid: 12_345, gid: 1001, groups: [], home: '/' }],
    [':4', { uid: 0, gid: 4, groups: [], home: '/root' }],
    // A name of digits is one all the same.
    ['7', { uid: 70, gid: 71, groups: [], home: '/seven' }],
    ['bare', { uid: 80, gid: 81, groups: [], home: '/' }],
  ])('%s', (spec, expected) => {
    expect(accountOf(files(), spec)).toEqual(expected);
  });

  it.each(['nobody2', 'app:wheel', '4294967296'])('is not there: %s', (spec) => {
    expect(() => accountOf(files(), spec)).toThrow(NoAccount);
  });

  it('needs no files where it is a number', () => {
    expect(accountOf(files({}), '')).toEqual({ uid: 0, gid: 0, groups: [], home: '/' });
    expect(() => accountOf(files({}), 'app')).toThrow('no user "app"');
  });
});
