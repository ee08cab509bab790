import { describe, expect, it } from 'vitest';
import { mainProcesses, type Visible } from '../../../src/target/process/running/main-process.ts';

const one = (pid: number, more: Partial<Visible> = {}): Visible => ({
  pid,
  parent: 0,
  uid: 1000,
  command: '/app',
  startTime: pid,
  pids: [pid],
  mounts: `mnt:${pid}`,
  ...more,
});
const sidecar = one(20, { command: 'sh', mounts: 'ours' });
const us = one(40, { parent: 20, command: 'probe-env', mounts: 'ours' });
const OURS = { pid: 40, pids: [40], mounts: 'ours' };
const chosen = (...others: readonly Visible[]) =>
  mainProcesses([...others, sidecar, us], { ...OURS, inPod: false }).map(({ pid }) => pid);

describe('the process of the other container', () => {
  it.each<[string, readonly Visible[], readonly number[]]>([
    ['is the only one', [one(7)], [7]],
    ['is not the pause process', [one(1, { command: '/pause' }), one(7)], [7]],
    ['is none of our own container', [one(7), one(21, { mounts: 'ours' })], [7]],
    [
      'is the first of its container',
      [one(9, { mounts: 'a' }), one(7, { mounts: 'a' }), one(8, { mounts: 'a' })],
      [7],
    ],
    [
      'is what an init has started',
      [one(7, { command: '/sbin/tini', mounts: 'a' }), one(8, { parent: 7, mounts: 'a' })],
      [8],
    ],
    [
      'is an init where that has started several',
      [
        one(7, { command: 'tini', mounts: 'a' }),
        one(8, { parent: 7, mounts: 'a' }),
        one(9, { parent: 7, mounts: 'a' }),
      ],
      [7],
    ],
    ['is one of several containers', [one(7), one(8)], [7, 8]],
    ['is in no pid namespace further down', [one(7), one(8, { pids: [8, 1] })], [7]],
    [
      'has children, where nobody tells of mounts',
      [one(7, { mounts: null }), one(8, { parent: 7, mounts: null })],
      [7],
    ],
    ['is of our own container, where there is no other', [one(1, { mounts: 'ours' })], [1]],
    ['is not to be seen', [], []],
  ])('%s', (_, others, pids) => {
    expect(chosen(...others)).toEqual(pids);
  });

  it.each<[string, boolean, readonly Visible[], readonly number[]]>([
    ['is not what holds the namespaces of a pod, whatever it is called', true, [one(1), one(7)], [7]],
    ['is process 1 where a debug container looks at it', true, [one(1)], [1]],
    ['may be process 1 elsewhere', false, [one(1), one(7)], [1, 7]],
  ])('%s', (_, inPod, others, pids) => {
    const found = mainProcesses([...others, sidecar, us], { ...OURS, inPod });
    expect(found.map(({ pid }) => pid)).toEqual(pids);
  });
});
