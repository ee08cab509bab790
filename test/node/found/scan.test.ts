import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OUTSIDE } from '../../../src/target/node/process-name.ts';
import { Scanner } from '../../../src/target/process/scan/scan.ts';
import { shown } from './proc.ts';

let proc: string;
beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), 'scan-'));
});
afterEach(() => rmSync(proc, { recursive: true }));

function process(pid: number, cgroup: string, start: number): void {
  const one = join(proc, String(pid));
  mkdirSync(one, { recursive: true });
  const numbers = Array.from({ length: 49 }, (_, i) => (i === 16 ? 1 : i === 19 ? start : 0));
  writeFileSync(join(one, 'stat'), `${pid} (app) S ${numbers.slice(1).join(' ')}\n`);
  writeFileSync(join(one, 'cgroup'), `0::/system.slice/${cgroup}\n`);
  writeFileSync(join(one, 'mountinfo'), '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n');
}

it.each([
  ['of another container', `docker-${'b'.repeat(64)}.scope`],
  ['of the node itself', 'cron.service'],
])('finds a container whose first process has a number that was that %s', (_, cgroup) => {
  process(100, `docker-${'b'.repeat(64)}.scope`, 1000);
  process(101, cgroup, 2000);
  const scanner = new Scanner(proc, join(proc, 'no-logs'), join(proc, 'no-state'));
  for (const nowMs of [0, 20_000, 40_000]) scanner.scan(nowMs);
  process(101, `docker-${'a'.repeat(64)}.scope`, 5000);
  const ids = [60_000, 80_000].flatMap((nowMs) => scanner.scan(nowMs).containers.map(({ id }) => id[0]));
  expect(ids).toContain('a');
});

it('lists a container whose program is named as a runtime, once a runtime would have gone', () => {
  const one = join(proc, '77');
  mkdirSync(one);
  const numbers = Array.from({ length: 49 }, (_, i) => (i === 16 ? 1 : i === 18 ? 500 : 0));
  writeFileSync(join(one, 'stat'), `77 (crun) S ${numbers.slice(1).join(' ')}\n`);
  writeFileSync(join(one, 'cgroup'), `0::/system.slice/docker-${'a'.repeat(64)}.scope\n`);
  writeFileSync(join(one, 'mountinfo'), '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n');
  const scanner = new Scanner(proc, join(proc, 'no-logs'), join(proc, 'no-state'));
  expect(scanner.scan(0).containers).toEqual([]);
  expect(scanner.scan(16_000).containers).toMatchObject([{ main: { pid: 77, name: 'crun' } }]);
});

const UID = '0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77';
const NODE = '4026531841';

it.each([
  // gVisor has itself started as /proc/self/exe, and leaves for mounts of its own.
  ['gVisor', `/kubepods/pod${UID}/${'c'.repeat(64)}`, [['exe', '/usr/local/bin/runsc', '4026532999']]],
  [
    'gVisor',
    `/kubepods/pod${UID}/${'c'.repeat(64)}`,
    [['exe', '/usr/local/bin/runsc (deleted)', '4026532999']],
  ],
  [
    'Kata Containers',
    `/kata_overhead/kubepods/pod${UID}/${'c'.repeat(64)}`,
    [
      ['containerd-shim', '/opt/kata/bin/containerd-shim-kata-v2', NODE],
      ['virtiofsd', '/opt/kata/libexec/virtiofsd', '4026533000'],
    ],
  ],
  [
    'QEMU',
    `/kubepods/pod${UID}/kata_${'c'.repeat(64)}`,
    [['qemu-system-x86', '/opt/kata/bin/qemu-system-x86_64', NODE]],
  ],
  [
    'Cloud Hypervisor',
    `/kubepods/pod${UID}/kata_${'c'.repeat(64)}`,
    [['cloud-hyperviso', '/opt/kata/bin/cloud-hypervisor', NODE]],
  ],
] as const)(
  'lists what %s hides, with the containers that the node keeps logs of',
  (product, cgroup, all) => {
    shown(proc, 1, 'systemd', '/usr/lib/systemd/systemd', NODE, '/init.scope');
    for (const [i, [name, exe, mounts]] of all.entries()) shown(proc, 500 + i, name, exe, mounts, cgroup);
    mkdirSync(join(proc, `logs/shop_web_${UID}/app`), { recursive: true });
    const scanner = new Scanner(proc, join(proc, 'logs'), join(proc, 'no-state'));
    for (const nowMs of [0, 2000, 20_000]) {
      const { containers, unseen } = scanner.scan(nowMs);
      expect(containers).toMatchObject([{ podUid: UID, sandbox: product }]);
      expect(unseen).toMatchObject([{ namespace: 'shop', pod: 'web', container: 'app' }]);
    }
  },
);

it('does not list a runtime on its way into a container', () => {
  shown(proc, 1, 'systemd', '/usr/lib/systemd/systemd', NODE, '/init.scope');
  shown(proc, 500, 'app', '/usr/bin/app', NODE, `/kubepods/pod${UID}/${'c'.repeat(64)}`);
  const scanner = new Scanner(proc, join(proc, 'no-logs'), join(proc, 'no-state'));
  expect(scanner.scan(0).containers).toEqual([]);
});

it('lists a container that has the mounts of the node for good, of which no others of its pod are hidden', () => {
  shown(proc, 1, 'systemd', '/usr/lib/systemd/systemd', NODE, '/init.scope');
  shown(proc, 500, 'sleep', '/usr/bin/sleep', NODE, `/kubepods/pod${UID}/${'c'.repeat(64)}`);
  mkdirSync(join(proc, `logs/shop_web_${UID}/app`), { recursive: true });
  const scanner = new Scanner(proc, join(proc, 'logs'), join(proc, 'no-state'));
  scanner.scan(0);
  const { containers, unseen } = scanner.scan(16_000);
  expect(containers).toMatchObject([{ namespace: 'shop', pod: 'web', sandbox: OUTSIDE }]);
  expect(unseen).toEqual([]);
});
