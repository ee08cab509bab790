import { mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Comparison } from '../../../src/serve/watch/comparison.ts';
import { type Dependency, dependencyOn, wordsOf } from '../../../src/serve/watch/dependency.ts';
import { Recorder } from '../../../src/serve/watch/recorder.ts';
import { Ways } from '../../../src/serve/watch/ways.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probe-env-comparison-'));
  writeFileSync(join(folder, 'one'), '1');
  writeFileSync(join(folder, 'two'), '2');
  symlinkSync('one', join(folder, 'link'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** This machine an hour later, so that nothing in it is new; and how often each call was made. */
function machine() {
  const live = nodeHost(process);
  const calls: string[] = [];
  const host = {
    ...live,
    now: () => Date.now() + 3_600_000,
    stat: (path: string) => {
      calls.push(`stat ${path}`);
      return live.stat(path);
    },
    readlink: (path: string) => {
      calls.push(`readlink ${path}`);
      return live.readlink(path);
    },
  };
  return { host, calls };
}

function lookedAt(path: string): readonly Dependency[] {
  const { host } = machine();
  const recorder = new Recorder(host, new Ways(host));
  recorder.recording().readFile(path);
  return recorder.dependencies;
}

describe('a comparison', () => {
  it('does not read a link again whose directory is as it was', async () => {
    const list = lookedAt(join(folder, 'link'));
    const { host, calls } = machine();
    expect(list.some(({ sign }) => sign === 'link')).toBe(true);
    expect(await new Comparison(host, null).isUnchanged(list)).toBe(true);
    expect(calls.filter((call) => call === `readlink ${join(folder, 'link')}`)).toEqual([]);
  });

  it('finds a link that was swapped', async () => {
    const list = lookedAt(join(folder, 'link'));
    symlinkSync('two', join(folder, 'new'));
    renameSync(join(folder, 'new'), join(folder, 'link'));
    expect(await new Comparison(machine().host, null).isUnchanged(list)).toBe(false);
  });

  it('takes a directory in which something else was made for no change of the link', async () => {
    const list = lookedAt(join(folder, 'link'));
    writeFileSync(join(folder, 'three'), '');
    const { host, calls } = machine();
    expect(await new Comparison(host, null).isUnchanged(list)).toBe(true);
    expect(calls).toContain(`readlink ${join(folder, 'link')}`);
  });

  it('finds a file that was written again with its size and its time', async () => {
    const path = join(folder, 'one');
    const time = new Date('2026-01-01T00:00:00Z');
    utimesSync(path, time, time);
    const list = lookedAt(path);
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(path, '9');
    utimesSync(path, time, time);
    expect(await new Comparison(machine().host, null).isUnchanged(list)).toBe(false);
  });

  it('asks each thing once, however many depend on it', async () => {
    const list = lookedAt(join(folder, 'one'));
    const { host, calls } = machine();
    const comparison = new Comparison(host, null);
    await comparison.isUnchanged(list);
    await comparison.isUnchanged(list);
    expect(calls.filter((call) => call === `stat ${join(folder, 'one')}`)).toHaveLength(1);
  });
});

describe('what the kernel counts', () => {
  const words = (text: string, path: string) => wordsOf({ ok: true, value: Buffer.from(text) }, path);
  const GROUP = '/sys/fs/cgroup/kubepods/pod1';

  it.each([
    ['cpu.stat', 'usage_usec 123456789\nnr_throttled 3\n', 'usage_usec 123456999\nnr_throttled 3\n', true],
    ['cpu.stat', 'usage_usec 123456789\nnr_throttled 3\n', 'usage_usec 123456789\nnr_throttled 4\n', false],
    ['cpu.stat', 'nr_periods 5\nnr_throttled 3\n', 'nr_periods 9\nnr_throttled 3\n', false],
    ['memory.stat', 'total_swap 0\ndirty 4096\npgfault 10\n', 'total_swap 0\ndirty 0\npgfault 90\n', true],
    ['memory.stat', 'dirty 0\ninactive_file 4096\n', 'dirty 0\ninactive_file 9000\n', false],
    [
      'memory.stat',
      'total_swap 0\ntotal_inactive_file 1\n',
      'total_swap 8192\ntotal_inactive_file 1\n',
      false,
    ],
    ['memory.current', '100000000\n', '100200000\n', true],
    ['memory.current', '100000000\n', '110000000\n', false],
    ['memory.events', 'oom_kill 100000\n', 'oom_kill 100001\n', false],
    ['memory.max', '100000000\n', '100200000\n', false],
  ])('in %s is another thing only where it is more than a small part: %j, %j', (name, one, other, same) => {
    expect(words(one, `${GROUP}/${name}`) === words(other, `${GROUP}/${name}`)).toBe(same);
  });

  it('are compared whole, whether they are kept as they are or by their hash', () => {
    for (const length of [1, 256, 257, 5000]) {
      const text = 'x'.repeat(length);
      expect(words(text, '/proc/1/limits')).toBe(words(text, '/proc/1/limits'));
      expect(words(`${text.slice(1)}y`, '/proc/1/limits')).not.toBe(words(text, '/proc/1/limits'));
    }
    // A file that cannot be read is no file in which that stands.
    const failed = wordsOf({ ok: false, error: { code: 'EACCES' } }, '/proc/1/limits');
    expect(words('!EACCES', '/proc/1/limits')).not.toBe(failed);
  });

  it('that may be secret are not kept', () => {
    for (const name of ['environ', 'cmdline']) {
      expect(words('TOKEN=hush', `/proc/1/${name}`)).not.toContain('hush');
      expect(words('TOKEN=hush', `/proc/1/${name}`)).not.toBe(words('TOKEN=loud', `/proc/1/${name}`));
    }
  });

  it('of a disk is another thing where nothing is left', () => {
    const room = { blocks: 1000, free: 500, available: 400, files: 0, freeFiles: 0 };
    const left = (more: object) => {
      const statfs = () => ({ ok: true, value: { ...room, ...more } }) as const;
      return dependencyOn('room', '/tmp', { ...nodeHost(process), statfs }).value;
    };
    expect(left({ free: 499, available: 399 })).toBe(left({}));
    expect(left({ available: 0 })).not.toBe(left({}));
  });
});
