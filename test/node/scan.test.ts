import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Scanner } from '../../src/target/process/scan.ts';

const proc = mkdtempSync(join(tmpdir(), 'scan-'));
afterEach(() => rmSync(proc, { recursive: true }));

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
