import { describe, expect, it } from 'vitest';
import { readLimits } from '../../../src/target/posix/cgroup/limits.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import type { Tree } from '../../support/memory/tree.ts';

const V2 = '/sys/fs/cgroup';

function limits(group: string, mounts: string, files: Tree) {
  const proc = { '/proc/self/cgroup': group, '/proc/self/mountinfo': mounts };
  return readLimits(memoryHost({ trees: [{ ...proc, ...files }] }));
}

const v2 = (root = '/') => `30 1 0:26 ${root} ${V2} ro - cgroup2 cgroup rw\n`;
const v1 = (root: string) =>
  `31 1 0:27 ${root} ${V2}/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n32 1 0:28 ${root} ${V2}/memory ro - cgroup cgroup rw,memory\n`;
const CONTROLLERS = { [`${V2}/cgroup.controllers`]: 'cpu memory\n' };

describe('the limits of the control groups', () => {
  it('are those of a namespace of its own', () => {
    const files = { ...CONTROLLERS, [`${V2}/cpu.max`]: '25000 100000\n', [`${V2}/memory.max`]: 'max\n' };
    expect(limits('0::/\n', v2(), files)).toEqual({ cpus: 0.25, memoryBytes: null, cgroup: 2 });
  });

  it('are the lowest of the group and those above it', () => {
    const files = {
      ...CONTROLLERS,
      [`${V2}/kubepods/cpu.max`]: '300000 100000\n',
      [`${V2}/kubepods/memory.max`]: '1073741824\n',
      [`${V2}/kubepods/pod1/cpu.max`]: 'max 100000\n',
      [`${V2}/kubepods/pod1/memory.max`]: '2147483648\n',
    };
    expect(limits('0::/kubepods/pod1\n', v2(), files)).toEqual({ cpus: 3, memoryBytes: 2 ** 30, cgroup: 2 });
  });

  it('are found where the mount shows the group alone', () => {
    const files = { ...CONTROLLERS, [`${V2}/cpu.max`]: '50000 100000\n' };
    expect(limits('0::/docker/abc\n', v2('/docker/abc'), files)).toMatchObject({ cpus: 0.5 });
    expect(limits('0::/../other\n', v2('/docker/abc'), files)).toMatchObject({ cpus: 0.5 });
  });

  it('are those of version 1, of which each controller has a tree', () => {
    const group = '5:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n';
    const files = {
      [`${V2}/cpu,cpuacct/cpu.cfs_quota_us`]: '150000\n',
      [`${V2}/cpu,cpuacct/cpu.cfs_period_us`]: '100000\n',
      [`${V2}/memory/memory.limit_in_bytes`]: '9223372036854771712\n',
    };
    expect(limits(group, v1('/docker/abc'), files)).toEqual({ cpus: 1.5, memoryBytes: null, cgroup: 1 });
    const none = { ...files, [`${V2}/cpu,cpuacct/cpu.cfs_quota_us`]: '-1\n' };
    expect(limits(group, v1('/docker/abc'), none)).toEqual({ cpus: null, memoryBytes: null, cgroup: 1 });
  });

  it('are those of version 1 where version 2 has no controllers', () => {
    const group = '5:memory:/\n0::/\n';
    const files = {
      [`${V2}/unified/cgroup.controllers`]: '\n',
      [`${V2}/memory/memory.limit_in_bytes`]: '4096\n',
    };
    const mounts = `33 1 0:29 / ${V2}/unified rw - cgroup2 cgroup2 rw\n${v1('/')}`;
    expect(limits(group, mounts, files)).toEqual({ cpus: null, memoryBytes: 4096, cgroup: 1 });
  });

  it.each([
    ['no table', '0::/\n', '', {}],
    ['no files', '0::/\n', v2(), {}],
    ['nonsense', ':::\n0:\n', v2(), CONTROLLERS],
  ])('are not known of %s', (_, group, mounts, files) => {
    expect(limits(group, mounts, files)).toEqual({ cpus: null, memoryBytes: null, cgroup: null });
  });
});
