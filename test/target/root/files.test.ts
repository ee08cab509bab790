import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ignorance } from '../../../src/core/reason.ts';
import type { Result } from '../../../src/target/file.ts';
import type { FileCall, Host } from '../../../src/target/host.ts';
import { rootFiles, type Viewer } from '../../../src/target/root/files.ts';
import { closeTree, forget, openTree, type Tree } from '../../../src/target/root/tree.ts';
import { openIn } from '../../support/system/open-files.ts';

let home: string;
let tree: Tree;
let files: Pick<Host, FileCall>;

const viewer: Viewer = {
  uid: 0,
  gid: 0,
  groups: [],
  capabilities: 0b110n,
  maps: null,
  mounts: null,
  protectedLinks: null,
  cwd: '/etc',
  listOf: () => null,
};

beforeAll(() => {
  home = fs.mkdtempSync(join(tmpdir(), 'probe-env-root-'));
  fs.mkdirSync(join(home, 'root/etc/deep'), { recursive: true });
  const at = (name: string) => join(home, 'root', name);
  fs.writeFileSync(join(home, 'secret'), 'outside');
  fs.writeFileSync(at('etc/name'), 'inside');
  fs.writeFileSync(at('secret'), 'inside too');
  fs.symlinkSync('/secret', at('absolute'));
  fs.symlinkSync('../../../../secret', at('etc/up'));
  fs.symlinkSync('loop', at('loop'));
  fs.symlinkSync('etc/', at('slash'));
  fs.symlinkSync('deep/../name', at('etc/detour'));
  fs.symlinkSync(join(home, 'secret'), at('named'));
  execFileSync('mkfifo', [at('fifo')]);
  tree = openTree(at(''), (path) => (path === '/proc' ? { code: 'NOT_KNOWN', why: MOUNTED } : null));
  files = rootFiles(tree, viewer);
});
afterAll(() => {
  closeTree(tree);
  fs.rmSync(home, { recursive: true });
});

const MOUNTED: Ignorance = { code: 'mounted-by-runtime', data: { path: '/proc' } };

const text = (result: Result<Buffer>) => (result.ok ? result.value.toString() : result.error.code);
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

describe('links that were listed before they are read', () => {
  const at = (name: string) => join(home, 'root/listed', name);
  beforeAll(() => {
    fs.mkdirSync(at(''));
    fs.symlinkSync('../etc/name', at('link'));
    fs.symlinkSync('/secret', at('absolute'));
    fs.symlinkSync('loop', at('loop'));
    fs.symlinkSync('../../../secret', at('up'));
    forget(tree);
    expect(files.entries('/listed').ok).toBe(true);
  });
  afterAll(() => {
    fs.rmSync(at(''), { recursive: true });
    forget(tree);
  });

  it.each([
    ['link', '../etc/name', 'inside'],
    ['absolute', '/secret', 'inside too'],
    ['up', '../../../secret', 'inside too'],
  ])('%s leads where it says, inside of the root', (name, target, content) => {
    expect(files.readlink(`/listed/${name}`)).toEqual({ ok: true, value: target });
    expect(text(files.readFile(`/listed/${name}`))).toBe(content);
    expect(files.lstat(`/listed/${name}`)).toMatchObject({ value: { type: 'symlink' } });
  });

  it('end where they lead in a circle, or a file stands before them', () => {
    expect(code(files.readFile('/listed/loop'))).toBe('ELOOP');
    expect(code(files.readlink('/etc/name/link'))).toBe('ENOTDIR');
  });

  it('are what stands there by now, whatever the list said', () => {
    fs.rmSync(at('link'));
    fs.writeFileSync(at('link'), 'a file');
    expect(code(files.readlink('/listed/link'))).toBe('EINVAL');
    expect(text(files.readFile('/listed/link'))).toBe('a file');
    fs.rmSync(at('link'));
    expect([code(files.readlink('/listed/link')), text(files.readFile('/listed/link'))]).toEqual([
      'ENOENT',
      'ENOENT',
    ]);
  });

  it.runIf(process.getuid?.() === 0)(
    'in a directory that everybody may write to are opened, so that their owner is known',
    () => {
      fs.chmodSync(at(''), 0o1777);
      fs.chownSync(at(''), 7, 7);
      fs.lchownSync(at('absolute'), 9, 9);
      forget(tree);
      expect(files.entries('/listed').ok).toBe(true);
      expect(code(files.readFile('/listed/absolute'))).toBe('NOT_KNOWN');
    },
  );
});

describe('the files of a root', () => {
  it.each([
    ['/etc/name', 'inside'],
    ['name', 'inside'],
    ['deep/../name', 'inside'],
    ['/../../etc/./name', 'inside'],
    ['/slash/name', 'inside'],
    ['/etc/detour', 'inside'],
    ['/absolute', 'inside too'],
    ['/etc/up', 'inside too'],
    ['/named', 'ENOENT'],
    ['/loop', 'ELOOP'],
    ['/etc/name/', 'ENOTDIR'],
    ['/etc/name/..', 'ENOTDIR'],
    ['/etc', 'NOT_REGULAR'],
    ['/fifo', 'NOT_REGULAR'],
    ['/none', 'ENOENT'],
    ['', 'ENOENT'],
    [`/${'a'.repeat(256)}`, 'ENAMETOOLONG'],
    ['/a'.repeat(2048), 'ENAMETOOLONG'],
    ['/a\0b', 'ENOENT'],
    ['/proc/self/status', 'NOT_KNOWN'],
  ])('are read by path: %s', (path, expected) => {
    expect(text(files.readFile(path))).toBe(expected);
  });

  it('are read within their limit', () => {
    expect(files.readFile('/etc/name', { maxBytes: 3 })).toMatchObject({
      error: { code: 'TOO_LARGE', size: 6 },
    });
    expect(text(files.readHead('/etc/name', 2))).toBe('in');
  });

  it('are told apart from the links to them', () => {
    expect(files.lstat('/absolute')).toMatchObject({ value: { type: 'symlink' } });
    expect(files.stat('/absolute')).toMatchObject({ value: { type: 'file', size: 10 } });
    expect(files.readlink('/absolute')).toEqual({ ok: true, value: '/secret' });
    expect(code(files.readlink('/etc'))).toBe('EINVAL');
  });

  it('are listed', () => {
    expect(files.readdir('/etc')).toEqual({ ok: true, value: ['deep', 'detour', 'name', 'up'] });
    expect(files.entries('/etc')).toMatchObject({ value: [{ type: 'directory' }, {}, { type: 'file' }, {}] });
    expect(code(files.readdir('/etc/name'))).toBe('ENOTDIR');
  });

  it('say why something cannot be known', () => {
    expect(files.stat('/proc')).toEqual({
      ok: false,
      error: { code: 'NOT_KNOWN', why: MOUNTED },
    });
  });

  it('leave no descriptor open but those of directories, until all is to be looked at anew', () => {
    forget(tree);
    const before = openIn(home);
    for (let i = 0; i < 20; i++) for (const path of ['/etc/up', '/loop', '/none/x']) files.readFile(path);
    expect(openIn(home).length).toBe(before.length + 1);
    forget(tree);
    expect(openIn(home)).toEqual(before);
  });

  it('find what has come in the place of a directory when all is to be looked at anew', () => {
    const at = (name: string) => join(home, 'root', name);
    fs.mkdirSync(at('turn'));
    expect(text(files.readFile('/turn/f'))).toBe('ENOENT');
    fs.rmdirSync(at('turn'));
    fs.mkdirSync(at('turn'));
    fs.writeFileSync(at('turn/f'), 'new');
    forget(tree);
    expect(text(files.readFile('/turn/f'))).toBe('new');
    fs.rmSync(at('turn'), { recursive: true });
  });

  it('hold no more directories than a few', () => {
    forget(tree);
    const before = openIn(home).length;
    for (let i = 0; i < 100; i++) fs.mkdirSync(join(home, 'root', `many${i}`));
    for (let i = 0; i < 100; i++) files.stat(`/many${i}/x`);
    expect(openIn(home).length).toBe(before + 64);
    for (let i = 0; i < 100; i++) fs.rmdirSync(join(home, 'root', `many${i}`));
    forget(tree);
  });
});

describe('links in a directory like /tmp', () => {
  const follow = (protectedLinks: boolean | null, uid: number) => {
    const home = fs.mkdtempSync(join(tmpdir(), 'probe-env-sticky-'));
    fs.chmodSync(home, 0o755);
    fs.mkdirSync(join(home, 'tmp'));
    fs.symlinkSync('/', join(home, 'tmp/link'));
    fs.chmodSync(join(home, 'tmp'), 0o1777);
    const { uid: owner } = fs.statSync(home);
    fs.lchownSync(join(home, 'tmp/link'), owner + 1, 0);
    const sticky = openTree(home);
    const as = { ...viewer, uid: owner + uid, capabilities: 0n, protectedLinks };
    const { stat, lstat } = rootFiles(sticky, as);
    const answers = [code(stat('/tmp/link')), code(stat('/tmp/link/')), code(lstat('/tmp/link'))];
    closeTree(sticky);
    fs.rmSync(home, { recursive: true });
    return answers[0];
  };

  it.skipIf(process.getuid?.() !== 0)(
    'are followed by their owner alone, where the kernel protects them',
    () => {
      expect([follow(true, 2), follow(true, 1), follow(false, 2), follow(null, 2)]).toEqual([
        'EACCES',
        'ok',
        'ok',
        'NOT_KNOWN',
      ]);
    },
  );
});
