import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rootFiles, type Viewer } from '../../../src/target/root/files.ts';
import { closeTree, forget, openTree, type Tree } from '../../../src/target/root/tree.ts';
import { describeReal } from '../../support/system/real-tools.ts';

/** Every descriptor that was opened: what it is, and how. */
const opened = vi.hoisted(() => ({ inodes: new Set<number>(), flags: new Set<number>(), count: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const openSync = (path: string, flags: number) => {
    const fd = real.openSync(path, flags);
    opened.inodes.add(real.fstatSync(fd).ino);
    opened.flags.add(flags);
    opened.count++;
    return fd;
  };
  return { ...real, openSync };
});

const LOOKS = 10_000;
/** For what goes round in circles: a look takes well below a millisecond. */
const LIMIT_MS = 60_000;

const ROOT: Omit<Viewer, 'cwd' | 'listOf'> = {
  uid: 0,
  gid: 0,
  groups: [],
  capabilities: 0b110n,
  maps: null,
  mounts: null,
  protectedLinks: null,
};
const viewer: Viewer = { ...ROOT, cwd: '/', listOf: () => null };

const WRITES = fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC;

describeReal('a root in which somebody swaps files while they are looked at', { tools: ['python3'] }, () => {
  let home: string;
  let outside: ReadonlySet<number>;
  let tree: Tree;
  let swapper: ChildProcess;

  beforeEach(async () => {
    home = fs.mkdtempSync(join(tmpdir(), 'probe-env-hostile-'));
    const at = (...names: string[]) => join(home, ...names);
    for (const folder of ['root/x/deep/er', 'outside/deep/er', 'root/y/deep'])
      fs.mkdirSync(at(folder), { recursive: true });
    for (const folder of ['outside', 'outside/deep', 'outside/deep/er'])
      fs.writeFileSync(at(folder, 'f'), 'SECRET');
    for (const folder of ['root/x', 'root/x/deep', 'root/y']) fs.writeFileSync(at(folder, 'f'), 'inside');
    fs.writeFileSync(at('f'), 'SECRET');
    fs.symlinkSync(at('outside'), at('root/absolute'));
    fs.symlinkSync('../outside', at('root/relative'));
    fs.symlinkSync('..', at('root/up'));
    fs.symlinkSync('y/../x/../..', at('root/detour'));
    fs.symlinkSync(`/proc/${process.pid}/root${at('outside')}`, at('root/magic'));
    outside = new Set(
      ['', 'f', 'outside', 'outside/f', 'outside/deep', 'outside/deep/f', 'outside/deep/er'].map(
        (name) => fs.statSync(at(name)).ino,
      ),
    );
    tree = openTree(at('root'));
    Object.assign(opened, { inodes: new Set(), flags: new Set(), count: 0 });
    const script = new URL('swap.py', import.meta.url).pathname;
    const names = ['x', 'y', 'absolute', 'relative', 'up', 'detour', 'magic'];
    swapper = spawn('python3', [script, at('root'), ...names], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((resolve) => swapper.stdout?.once('data', resolve));
  });
  afterEach(async () => {
    const ended = new Promise((resolve) => swapper.once('exit', resolve));
    swapper.stdin?.end();
    await ended;
    closeTree(tree);
    fs.rmSync(home, { recursive: true, force: true });
  });

  it(`is never left in ${LOOKS} looks`, { timeout: LIMIT_MS }, () => {
    const files = rootFiles(tree, viewer);
    const paths = ['x', 'absolute', 'relative', 'up', 'detour', 'magic'].flatMap((name) => [
      `/${name}/f`,
      `/${name}/deep/f`,
      `/y/../${name}/deep/../f`,
      `/${name}/deep/er/../../../${name}/../../f`,
    ]);
    const codes = new Set<string>();
    const seen = new Set<string>();
    let found = 0;
    for (let i = 0; i < LOOKS / 8; i++) {
      const path = paths[i % paths.length] ?? '/';
      const directory = path.slice(0, -2);
      const anew = <T>(look: () => T): T => {
        // What is held is out of its reach.
        if (i % 4 !== 0) forget(tree);
        return look();
      };
      const stat = anew(() => files.stat(path));
      const answers = [
        anew(() => files.readFile(path)),
        anew(() => files.readHead(path, 6)),
        anew(() => files.readdir(directory)),
        anew(() => files.entries(directory)),
        anew(() => files.readlink(directory)),
        anew(() => files.access(path, 'read')),
        anew(() => files.lstat(directory)),
        stat,
      ];
      for (const answer of answers) if (!answer.ok) codes.add(answer.error.code);
      const [content] = answers;
      if (content?.ok) seen.add(String(content.value));
      if (stat.ok) {
        found++;
        expect(outside.has(stat.value.ino)).toBe(false);
      }
    }
    expect(found).toBeGreaterThan(LOOKS / 1000);
    expect([...seen]).toEqual(['inside']);
    expect([...codes].filter((code) => !/^(?:ENOENT|ENOTDIR|ELOOP|EINVAL|NOT_REGULAR)$/.test(code))).toEqual(
      [],
    );
    expect(opened.count).toBeGreaterThan(LOOKS);
    expect([...opened.inodes].filter((inode) => outside.has(inode))).toEqual([]);
    expect([...opened.flags].filter((flags) => (flags & WRITES) !== 0)).toEqual([]);
  });
});
