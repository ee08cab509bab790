import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Glances } from '../../../src/target/process/glance.ts';
import { link } from '../../../src/target/process/link.ts';
import { momentNow } from '../../../src/target/process/moment.ts';
import type { FileTrail } from '../../../src/target/process/trail/file-trail.ts';
import {
  PLACES,
  type Places,
  ProcessTrail,
  WORDS,
  type Words,
} from '../../../src/target/process/trail/process-trail.ts';
import { closeTree, openTree } from '../../../src/target/root/tree.ts';

describe('what stood in a foreign root, asked again in few calls', () => {
  let home: string;
  let root: string;
  const at = (...names: string[]) => join(root, ...names);
  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), 'probe-env-trail-'));
    root = join(home, 'root');
    fs.mkdirSync(at('etc/ssl/certs'), { recursive: true });
    fs.mkdirSync(at('data/..one'), { recursive: true });
    fs.writeFileSync(at('etc/ssl/certs/ca.pem'), 'one');
    fs.writeFileSync(at('data/..one/zone'), 'UTC');
    fs.symlinkSync('..one', at('data/..data'));
    fs.symlinkSync('..data/zone', at('data/zone'));
    fs.symlinkSync('etc/ssl', at('ssl'));
  });
  afterEach(() => fs.rmSync(home, { recursive: true }));

  function trail(
    paths: readonly string[],
    crowded: ReadonlySet<string> = new Set(),
    beforeMs = Number.POSITIVE_INFINITY,
  ): FileTrail | null {
    const tree = openTree(root);
    const glances = new Glances(tree, new Map());
    try {
      for (const path of paths) glances.at(path);
      return glances.trail(crowded, beforeMs);
    } finally {
      glances.close();
      closeTree(tree);
    }
  }

  /** Whether a change of the root shows at the path, and none does not. */
  function shows(path: string, change: () => void): void {
    const found = trail([path]);
    expect([found?.isSame(root), found?.isSame(root)]).toEqual([true, true]);
    // Longer than a tick of a clock that gives times to files.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 12);
    change();
    expect(found?.isSame(root)).toBe(false);
  }

  it('is another where a file has another content of its size, though its time is set back', () => {
    const { atime, mtime } = fs.statSync(at('etc/ssl/certs/ca.pem'));
    shows('/etc/ssl/certs/ca.pem', () => {
      fs.writeFileSync(at('etc/ssl/certs/ca.pem'), 'two');
      fs.utimesSync(at('etc/ssl/certs/ca.pem'), atime, mtime);
    });
  });

  it('is another where a file was replaced by one of its size and time, or by a hard link', () => {
    for (const replace of [fs.renameSync, fs.linkSync])
      shows('/etc/ssl/certs/ca.pem', () => {
        const { atime, mtime } = fs.statSync(at('etc/ssl/certs/ca.pem'));
        fs.writeFileSync(join(home, 'other'), 'two');
        fs.utimesSync(join(home, 'other'), atime, mtime);
        fs.rmSync(at('etc/ssl/certs/ca.pem'));
        replace(join(home, 'other'), at('etc/ssl/certs/ca.pem'));
      });
  });

  it('is another where something comes or goes, above it too', () => {
    shows('/etc/ssl/certs/new.pem', () => fs.writeFileSync(at('etc/ssl/certs/new.pem'), ''));
    shows('/etc/ssl/certs/new.pem', () => fs.rmSync(at('etc/ssl/certs/new.pem')));
    shows('/opt/a/b', () => fs.mkdirSync(at('opt/a'), { recursive: true }));
    shows('/opt/a/b', () => fs.rmdirSync(at('opt/a')));
    shows('/etc/ssl', () => fs.writeFileSync(at('etc/ssl/more'), ''));
  });

  it('is another where a link on the way leads elsewhere, as the kubelet swaps one too', () => {
    shows('/data/zone', () => {
      fs.mkdirSync(at('data/..two'));
      fs.writeFileSync(at('data/..two/zone'), 'CET');
      fs.symlinkSync('..two', at('data/..data_tmp'));
      fs.renameSync(at('data/..data_tmp'), at('data/..data'));
    });
    shows('/ssl/certs/ca.pem', () => {
      fs.rmSync(at('ssl'));
      fs.symlinkSync('usr', at('ssl'));
    });
  });

  it('is another where a directory became a link, and nothing behind it is asked', () => {
    shows('/etc/ssl/certs/ca.pem', () => {
      fs.renameSync(at('etc/ssl/certs'), join(home, 'certs'));
      fs.symlinkSync(join(home, 'certs'), at('etc/ssl/certs'));
    });
    fs.rmSync(at('etc/ssl/certs'));
    fs.renameSync(join(home, 'certs'), at('etc/ssl/certs'));
    shows('/etc/ssl/certs/ca.pem', () => {
      fs.renameSync(at('etc/ssl'), join(home, 'ssl'));
      fs.symlinkSync(join(home, 'ssl'), at('etc/ssl'));
    });
  });

  it('is asked of the directory alone where that is crowded', () => {
    const certs = new Set(['/etc/ssl/certs']);
    const quick = trail(['/etc/ssl/certs/ca.pem'], certs);
    fs.writeFileSync(at('etc/ssl/certs/ca.pem'), 'two');
    expect(quick?.isSame(root)).toBe(true);
    fs.writeFileSync(at('etc/ssl/certs/more.pem'), 'two');
    expect(quick?.isSame(root)).toBe(false);
  });

  it('is not kept where something changed so late that another change may bear the same time', () => {
    expect(trail(['/etc/ssl/certs/ca.pem'], new Set(), Date.now() - 2000)).toBeNull();
    expect(trail(['/etc/ssl/certs/ca.pem'], new Set(), Date.now() + 2000)).not.toBeNull();
  });

  it('is not the same in another root, though all in it is alike', () => {
    const found = trail(['/etc/ssl/certs/ca.pem']);
    const other = join(home, 'other');
    fs.cpSync(root, other, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    expect(found?.isSame(other)).toBe(false);
    expect(found?.isSame(join(home, 'none'))).toBe(false);
  });

  it('leaves no descriptor behind', () => {
    const count = () => fs.readdirSync('/proc/self/fd').length;
    const found = trail(['/etc/ssl/certs/ca.pem', '/ssl/certs/none', '/data/zone']);
    const before = count();
    for (let i = 0; i < 50; i++) found?.isSame(root);
    fs.rmSync(at('etc/ssl/certs'), { recursive: true });
    for (let i = 0; i < 50; i++) found?.isSame(root);
    expect(count()).toBe(before);
  });
});

describe('how a process was, asked again in few calls', () => {
  let child: ChildProcess;
  const directory = () => `/proc/${child.pid}`;
  const words = (): Words =>
    Object.fromEntries(
      WORDS.map((name) => [name, fs.readFileSync(`${directory()}/${name}`)]),
    ) as unknown as Words;
  const places = () =>
    Object.fromEntries(PLACES.map((name) => [name, link(`${directory()}/${name}`)])) as unknown as Places;
  const trailNow = (said = words()) => {
    const moment = momentNow(child.pid ?? 0);
    return moment && ProcessTrail.of(directory(), moment, said, places());
  };
  beforeEach(async () => {
    // Becomes another program under the same number when it is told so.
    child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log()'], {
      env: { SECRET: 'x' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
  });
  afterEach(() => {
    child.kill('SIGKILL');
  });

  it('is the same though it works, and another where it has ended', async () => {
    const found = trailNow();
    expect([found?.isSame(), found?.isSame()]).toEqual([true, true]);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(found?.isSame()).toBe(false);
  });

  it.each(WORDS)('is another where its %s says something else', (name) => {
    const said = words();
    expect(trailNow({ ...said, [name]: Buffer.from('something else\n') })?.isSame()).toBe(false);
    expect(trailNow({ ...said, [name]: (said[name] ?? Buffer.alloc(0)).subarray(1) })?.isSame()).toBe(false);
  });

  it.each(['cmdline', 'environ', 'cgroup', 'limits'] as const)(
    'is not asked for its %s each time',
    (name) => {
      const found = trailNow({ ...words(), [name]: Buffer.from('something else\n') });
      expect([found?.isSame(false), found?.isSame()]).toEqual([true, false]);
    },
  );

  it.each(['status', 'mountinfo'] as const)('is asked for its %s each time', (name) => {
    expect(trailNow({ ...words(), [name]: Buffer.from('something else\n') })?.isSame(false)).toBe(false);
  });

  it('is another where it is another process, or the number is that of another', () => {
    const moment = momentNow(child.pid ?? 0);
    for (const other of [{ startTime: '1' }, { program: '/bin/other 1' }])
      expect(
        moment && ProcessTrail.of(directory(), { ...moment, ...other }, words(), places())?.isSame(),
      ).toBe(false);
  });

  it('is not kept where its environment has no end', () => {
    expect(trailNow({ ...words(), environ: Buffer.alloc(40_000, 'x') })).toBeNull();
  });
});
