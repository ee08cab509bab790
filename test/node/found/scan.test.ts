import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Scanner } from '../../../src/target/process/scan/scan.ts';

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
