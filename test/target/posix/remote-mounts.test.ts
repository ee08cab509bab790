import { describe, expect, it } from 'vitest';
import { parseMountInfo } from '../../../src/target/posix/mounts.ts';
import { mayHoldRemote, remoteMountOf, remoteMounts } from '../../../src/target/posix/remote-mounts.ts';

/** A mount table of lines `POINT TYPE [DEVICE]` below a root of the type and device that are given. */
function table(root: string, ...lines: readonly string[]): string {
  return [root, ...lines]
    .map((line, i) => {
      const [point, type, device = `0:${50 + i}`] = line.split(' ');
      return `${100 + i} ${i === 0 ? 1 : 100} ${device} / ${point} rw,relatime - ${type} source rw`;
    })
    .join('\n');
}

const points = (text: string) => remoteMounts(parseMountInfo(text)).map(({ point }) => point);

describe('file systems that may not answer', () => {
  it.each([
    ...['nfs', 'nfs4', 'cifs', 'smb3', 'fuse', 'fuseblk', 'fuse.sshfs', 'fuse.s3fs', '9p', 'virtiofs'],
    ...[
      'ceph',
      'glusterfs',
      'lustre',
      'autofs',
      'afs',
      'gpfs',
      'ocfs2',
      'gfs2',
      'beegfs_nodev',
      'fuse.juicefs',
    ],
  ])('%s is one', (type) => {
    const text = table('/ overlay', `/data ${type}`);
    expect(mayHoldRemote(text)).toBe(true);
    expect(points(text)).toEqual(['/data']);
  });

  it.each([
    'ext4',
    'xfs',
    'btrfs',
    'overlay',
    'tmpfs',
    'proc',
    'sysfs',
    'cgroup2',
    'devpts',
    'mqueue',
    'fusectl',
    'squashfs',
    'zfs',
  ])('%s is none', (type) => {
    expect(points(table('/ overlay', `/data ${type}`))).toEqual([]);
  });

  it('the root is none, nor what is of its file system', () => {
    expect(points(table('/ 9p 0:7', '/etc/hosts 9p 0:7', '/data 9p 0:8'))).toEqual(['/data']);
  });

  it('what lies further down is reached through it', () => {
    const mounts = remoteMounts(parseMountInfo(table('/ ext4', '/data nfs', '/data/local tmpfs')));
    expect(remoteMountOf(mounts, '/data/local/file')?.point).toBe('/data');
    expect(remoteMountOf(mounts, '/database')).toBeNull();
  });
});
