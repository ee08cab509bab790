import { describe, expect, it } from 'vitest';
import type { AccessMode } from '../../../src/target/file.ts';
import { decide, isExtended, readAcls } from '../../../src/target/posix/acl.ts';
import { parseGetfacl } from '../../../src/target/posix/getfacl.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { program } from '../../support/memory/tree.ts';
import { user } from '../../support/memory/trees/permissions.ts';

const list = (...lines: string[]) => {
  const text = `# file: /x\n# owner: 10\n# group: 20\n${lines.join('\n')}\n`;
  const acl = parseGetfacl(text).get('/x');
  if (acl === undefined) throw new Error('no list');
  return acl;
};

describe('getfacl', () => {
  it('is read with names, numbers, comments and defaults', () => {
    const text = [
      '# file: /a b\\\\c\\012d',
      '# owner: 1',
      '# group: 2',
      '# flags: -s-',
      'user::rwx',
      'user:12345:rwx\t\t\t#effective:r-x',
      'group::r-x',
      'group:50:-w-\t#effective:---',
      'mask::r-x',
      'other::---',
      'default:user::rwx',
      'default:group::r-x',
      'default:other::---',
      '',
      '# file: /plain',
      '# owner: 0',
      '# group: 0',
      'user::rw-',
      'group::r--',
      'other::r--',
      '',
      '',
    ].join('\n');
    const acls = parseGetfacl(text);
    expect([...acls.keys()]).toEqual(['/a b\\c\nd', '/plain']);
    expect(acls.get('/a b\\c\nd')).toEqual({
      owner: 1,
      group: 2,
      access: {
        ownerBits: 7,
        groupBits: 5,
        otherBits: 0,
        mask: 5,
        users: new Map([[12345, 7]]),
        groups: new Map([[50, 2]]),
      },
      defaults: { ownerBits: 7, groupBits: 5, otherBits: 0, mask: null, users: new Map(), groups: new Map() },
    });
    const plain = acls.get('/plain');
    expect(plain && isExtended(plain.access)).toBe(false);
  });

  it('is not there on most images', async () => {
    expect(await readAcls(memoryHost(), ['/x'], 100)).toBeNull();
  });

  it('answers for what it could read, also where it fails for another path', async () => {
    const host = memoryHost({
      trees: [{ '/usr/bin/getfacl': program() }],
      programs: {
        '/usr/bin/getfacl': () => ({ code: 1, stdout: '# file: /x\n# owner: 0\n# group: 0\nuser::rwx\n' }),
      },
    });
    const acls = await readAcls(host, ['/gone', '/x'], 100);
    expect([...(acls === 'late' ? [] : (acls?.keys() ?? []))]).toEqual(['/x']);
  });

  it('is given up on when it does not end', async () => {
    const host = memoryHost({
      trees: [{ '/usr/bin/getfacl': program() }],
      programs: { '/usr/bin/getfacl': () => ({ kind: 'timed-out' as const, afterMs: 100 }) },
    });
    // Not the same as a machine without getfacl: what the lists say is not known.
    expect(await readAcls(host, ['/x'], 100)).toBe('late');
  });
});

describe('the access check of acl(5)', () => {
  const rich = list(
    'user::r--',
    'user:12345:rwx',
    'user:777:---',
    'group::r-x',
    'group:50:rw-',
    'group:60:---',
    'mask::rw-',
    'other::rwx',
  );

  it.each<[string, ReturnType<typeof user>, AccessMode, object]>([
    ['the owner by the owner entry', user(10), 'write', { granted: false, by: 'owner' }],
    ['a named user', user(12345), 'write', { granted: true, by: 'named-user', id: 12345 }],
    ['a named user through the mask', user(12345), 'execute', { granted: false, by: 'mask', mask: 6 }],
    ['a named user without permission', user(777, 50), 'read', { granted: false, by: 'named-user', id: 777 }],
    ['the owning group', user(1, 20), 'read', { granted: true, by: 'group' }],
    ['the owning group through the mask', user(1, 20), 'search', { granted: false, by: 'mask', mask: 6 }],
    ['a named group', user(1, 1, [50]), 'write', { granted: true, by: 'named-group', id: 50 }],
    [
      'the better of two groups',
      user(1, 20, [50, 60]),
      'write',
      { granted: true, by: 'named-group', id: 50 },
    ],
    [
      'a group that gets nothing, before others',
      user(1, 60),
      'read',
      { granted: false, by: 'named-group', id: 60 },
    ],
    ['others, whom no mask limits', user(1), 'execute', { granted: true, by: 'other' }],
  ])('decides for %s', (_, ids, mode, decision) => {
    expect(decide(rich, ids, mode)).toEqual(decision);
  });
});
