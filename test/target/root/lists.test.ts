import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AclEntries } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { fail } from '../../../src/target/result.ts';
import { accessLists, findLister, type Lister } from '../../../src/target/root/lists.ts';
import { marksLists } from '../../../src/target/root/marked.ts';
import { walk } from '../../../src/target/root/resolve.ts';
import { closeTree, openTree, type Tree } from '../../../src/target/root/tree.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';

const GETFACL: Lister = { kind: 'getfacl', path: tool('getfacl') ?? '' };

describeReal('access lists of what is held open', { tools: ['getfacl', 'setfacl'] }, () => {
  let home: string;
  let tree: Tree;
  beforeAll(() => {
    home = fs.mkdtempSync(join(tmpdir(), 'probe-env-lists-'));
    const at = (name: string) => join(home, name);
    fs.mkdirSync(at('root/with'), { recursive: true });
    fs.mkdirSync(at('root/without'));
    for (const name of ['root/with/odd name\n', 'root/with/plain', 'root/without/file', 'outside'])
      fs.writeFileSync(at(name), '');
    fs.symlinkSync('../../outside', at('root/with/link'));
    const set = (...args: string[]) => execFileSync('setfacl', args, { cwd: home });
    set('-m', 'u:1000:rwx,m::r-x', 'root/with');
    set('-m', 'g:50:r--', 'root/with/odd name\n', 'root/without/file', 'outside');
    tree = openTree(at('root'));
  });
  afterAll(() => {
    closeTree(tree);
    fs.rmSync(home, { recursive: true });
  });

  const listOf = (path: string, lister: Lister | null = GETFACL, beside = true) =>
    walk(tree, path, 'follow', (way) => {
      if (way.end !== 'reached') throw new Error(way.code);
      const last = way.way.at(-1);
      const directory = beside && last?.kind === 'directory' ? last.at : null;
      return accessLists(lister)(way.entry, directory);
    });
  const group = (list: unknown) => (list as AclEntries).groups.get(50);

  it('are read, of directories and of files', () => {
    expect(listOf('/with')).toMatchObject({ mask: 5, users: new Map([[1000, 7]]) });
    expect(group(listOf('/with/odd name\n'))).toBe(4);
    expect(group(listOf('/without/file'))).toBe(4);
    expect(group(listOf('/without/file', GETFACL, false))).toBe(4);
  });

  it('are none where there is none', () => {
    expect([listOf('/'), listOf('/without'), listOf('/with/plain')]).toEqual([null, null, null]);
  });

  it('are unknown without getfacl, and where it fails', () => {
    expect([listOf('/with', null), listOf('/with', { kind: 'getfacl', path: '/bin/false' })]).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('are known to be none by ls alone, and unknown where there is one', () => {
    const ls = findLister({ ...liveHost({ PATH: join(home, 'bin') }), stat: noGetfacl });
    expect(ls?.kind).toBe('ls');
    for (const beside of [true, false]) {
      const list = (path: string) => listOf(path, ls, beside);
      expect([list('/with'), list('/with/odd name\n'), list('/without/file')]).toEqual(
        Array(3).fill('unknown'),
      );
      expect([list('/'), list('/without'), list('/with/plain')]).toEqual([null, null, null]);
    }
    expect(listOf('/without', { kind: 'ls', path: '/bin/false' })).toBe('unknown');
  });

  it('are not asked of an ls that does not mark them', () => {
    expect(marksLists(Buffer.from('BusyBox ls'))).toBe(false);
    expect(marksLists(Buffer.from('GNU coreutils, built without lists'))).toBe(false);
  });
});

const noGetfacl: Host['stat'] = (path) =>
  path.endsWith('/getfacl') ? fail('ENOENT') : liveHost({}).stat(path);
