import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scanner } from '../../../src/target/process/scan/scan.ts';
import { shown } from './proc.ts';

/*
 * What a container may write that tells whose it is: control groups, where some are delegated to it, and mounts, where it makes
 * namespaces of its own. It never gets the name of another one by them.
 */

const NODE = '4026531841';
const [MINE, YOURS] = ['a', 'b'].map((digit) => digit.repeat(64));
const [MY_UID, YOUR_UID] = ['a', 'b'].map((digit) => `${digit.repeat(8)}-7a4b-4d5a-9c43-5d0e6b2f1a77`);
const MY_GROUP = `/kubepods/burstable/pod${MY_UID}/${MINE}`;
const YOUR_GROUP = `/kubepods/burstable/pod${YOUR_UID}/${YOURS}`;

let proc: string;
beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), 'claims-'));
  shown(proc, 1, 'systemd', '/usr/lib/systemd/systemd', NODE, '/init.scope');
  mkdirSync(join(proc, `logs/shop_mine_${MY_UID}/app`), { recursive: true });
  mkdirSync(join(proc, `logs/bank_yours_${YOUR_UID}/vault`), { recursive: true });
});
afterEach(() => rmSync(proc, { recursive: true }));

let mounts = 0;
function runs(pid: number, cgroup: string, table: readonly (readonly [root: string, point: string])[] = []) {
  shown(proc, pid, 'app', '/usr/bin/app', `${4026532000 + mounts++}`, cgroup, table);
}
const scanner = () => new Scanner(proc, join(proc, 'logs'), join(proc, 'no-state'));
const termination = (uid: string | undefined, name: string) =>
  [`/var/lib/kubelet/pods/${uid}/containers/${name}/5f3a9c01`, '/dev/termination-log'] as const;

describe('a container in another one', () => {
  it('has the id that it was given there, and no name of what the node knows by it', () => {
    runs(100, MY_GROUP);
    runs(101, `${MY_GROUP}${YOUR_GROUP}`);
    expect(scanner().scan(0).containers).toMatchObject([
      { id: MINE, above: [], namespace: 'shop', pod: 'mine' },
      { id: YOURS, above: [MINE], namespace: null, pod: null, podUid: null },
    ]);
  });

  it('is never taken for the one whose id it bears, of whatever has begun first', () => {
    runs(100, `${MY_GROUP}${YOUR_GROUP}`);
    runs(200, YOUR_GROUP);
    expect(scanner().scan(0).containers).toMatchObject([
      // It counts as the container that it is in, of which no other process is left.
      { id: MINE, main: { pid: 100 }, pod: null },
      { id: YOURS, main: { pid: 200 }, processes: 1, namespace: 'bank', pod: 'yours' },
    ]);
    runs(300, MY_GROUP);
    expect(
      scanner()
        .scan(0)
        .containers.map(({ id, main }) => [id, main.pid]),
    ).toEqual([
      [YOURS, 200],
      [MINE, 300],
    ]);
  });

  it('is one of five hundred at most, however many groups somebody makes in his own', () => {
    runs(100, MY_GROUP);
    const idOf = (number: number) => String(number).padStart(64, '0');
    for (let number = 0; number < 600; number++) runs(1000 + number, `${MY_GROUP}/docker/${idOf(number)}`);
    runs(2000, YOUR_GROUP);
    const { containers } = scanner().scan(0);
    expect(containers.filter(({ above }) => above.length > 0)).toHaveLength(500);
    expect(containers.filter(({ above }) => above.length === 0).map(({ id }) => id)).toEqual([MINE, YOURS]);
  });

  it('has all names where the other one is the node, as those of kind are', () => {
    const kind = `/docker/${'c'.repeat(64)}`;
    writeFileSync(join(proc, '1/cgroup'), `0::${kind}/init.scope\n`);
    shown(proc, 90, 'containerd', '/usr/bin/containerd', NODE, `${kind}/system.slice/containerd.service`);
    runs(100, `${kind}/kubelet${MY_GROUP}`);
    runs(101, `${kind}/kubelet${MY_GROUP}/docker/${YOURS}`);
    const all = scanner();
    for (const nowMs of [0, 20_000])
      expect(all.scan(nowMs).containers).toMatchObject([
        { id: MINE, above: [], namespace: 'shop', pod: 'mine' },
        { id: YOURS, above: [MINE], pod: null },
      ]);
  });
});

it('finds a process in its own container that was seen in the one above while it was started there', () => {
  const inner = `${MY_GROUP}/docker/${YOURS}`;
  runs(100, MY_GROUP);
  runs(101, MY_GROUP);
  const all = scanner();
  all.scan(0);
  writeFileSync(join(proc, '101/cgroup'), `0::${inner}\n`);
  const { containers } = all.scan(2000);
  expect(containers.map(({ id, processes }) => [id, processes])).toEqual([
    [MINE, 1],
    [YOURS, 1],
  ]);
});

describe('the name of a container by its mounts', () => {
  it.each([
    ['the first that it has', [termination(MY_UID, 'app'), termination(MY_UID, 'other')], 'app'],
    ['none of another pod', [termination(YOUR_UID, 'vault')], null],
    ['none that the kubelet keeps no logs of', [termination(MY_UID, 'vault')], null],
  ] as const)('is %s', (_, table, name) => {
    runs(100, MY_GROUP, table);
    expect(scanner().scan(0).containers).toMatchObject([{ pod: 'mine', container: name }]);
  });
});
