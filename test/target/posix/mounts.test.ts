import { describe, expect, it } from 'vitest';
import {
  isNoExec,
  isReadOnly,
  mountOf,
  parseMountInfo,
  readMounts,
} from '../../../src/target/posix/mounts.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';

/** A mount table; each line is id, parent, mount point and options. */
const table = (...lines: readonly (readonly [number, number, string, string?])[]) =>
  parseMountInfo(
    lines.map(([id, on, at, options = 'rw']) => `${id} ${on} 0:5 / ${at} ${options} - ext4 d rw`).join('\n'),
  );

describe('mount table', () => {
  it('reads a line with optional fields, escapes and options of both levels', () => {
    const text =
      '36 35 98:0 /mnt1 /mnt\\0402 ro,noatime shared:1 master:2 - ext3 /dev/root ro,errors=continue\n';
    expect(parseMountInfo(text)).toEqual([
      {
        id: 36,
        parent: 35,
        device: '98:0',
        root: '/mnt1',
        mountPoint: '/mnt 2',
        options: ['ro', 'noatime'],
        fsType: 'ext3',
        source: '/dev/root',
        superOptions: ['ro', 'errors=continue'],
      },
    ]);
  });

  it('leaves out what is no line of the format', () => {
    expect(parseMountInfo('\n36 35 98:0 / /x rw\nnonsense - a b c\n')).toEqual([]);
  });

  it('finds the nearest mount above a path', () => {
    const mounts = table([1, 0, '/'], [2, 1, '/a'], [3, 2, '/a/b'], [4, 1, '/ab']);
    const at = (path: string) => mountOf(mounts, path)?.id;
    expect([at('/'), at('/x'), at('/a'), at('/a/c'), at('/a/b/c'), at('/abc'), at('/ab/c')]).toEqual([
      1, 1, 2, 2, 3, 1, 4,
    ]);
  });

  it('takes the upper of two mounts on one point', () => {
    expect(mountOf(table([1, 0, '/'], [2, 1, '/a'], [3, 2, '/a']), '/a/x')?.id).toBe(3);
  });

  it('does not see a mount that a later one on its parent hides', () => {
    expect(mountOf(table([1, 0, '/'], [2, 1, '/a/b'], [3, 1, '/a']), '/a/b/c')?.id).toBe(3);
  });

  it('knows the mounts of a chroot whose root is no mount point', () => {
    const mounts = table([8, 77, '/proc'], [9, 8, '/proc/sys']);
    expect(mountOf(mounts, '/etc')).toBeNull();
    expect(mountOf(mounts, '/proc/1')?.id).toBe(8);
    expect(mountOf(mounts, '/proc/sys/kernel')?.id).toBe(9);
  });

  it('starts at a root that is its own parent', () => {
    expect(mountOf(table([1, 1, '/'], [2, 1, '/']), '/x')?.id).toBe(2);
  });

  it('ends on a table that leads in a circle', () => {
    expect(mountOf(table([1, 0, '/'], [2, 1, '/'], [1, 2, '/']), '/x')?.mountPoint).toBe('/');
  });

  it('is found for each directory on a way of thousands in no time', () => {
    const path = '/d'.repeat(3000);
    const mounts = parseMountInfo('1 0 8:1 / / rw - ext4 x rw\n2 1 8:2 / /d/d rw - ext4 y rw\n');
    const began = process.cpuUsage();
    for (let end = 2; end <= path.length; end += 2)
      expect(mountOf(mounts, path.slice(0, end))?.id).toBe(end < 4 ? 1 : 2);
    // A look took seconds where each was asked about at all directories above it.
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(3_000_000);
  });

  it('finds the uppermost of many mounts on one point', () => {
    const stacked = table(...Array.from({ length: 2000 }, (_, i) => [i + 1, i, '/a'] as const));
    expect(mountOf(stacked, '/a/b')?.id).toBe(2000);
  });

  it('tells read-only and noexec', () => {
    const [plain, closed] = table([1, 0, '/'], [2, 1, '/a', 'ro,noexec']);
    expect([plain, closed].map((m) => m !== undefined && isReadOnly(m))).toEqual([false, true]);
    expect([plain, closed].map((m) => m !== undefined && isNoExec(m))).toEqual([false, true]);
  });

  it('is read once for each host, and null without /proc', () => {
    const host = memoryHost({ trees: [{ '/proc/self/mountinfo': '1 0 0:5 / / rw - ext4 d rw\n' }] });
    expect(readMounts(host)).toHaveLength(1);
    expect(readMounts(host)).toBe(readMounts(host));
    expect(readMounts(memoryHost())).toBeNull();
  });
});
