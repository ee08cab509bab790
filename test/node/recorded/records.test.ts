import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Records } from '../../../src/target/process/scan/recorded/records.ts';
import { Scanner } from '../../../src/target/process/scan/scan.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'records-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const ONE = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const TASKS = 'run/containerd/io.containerd.runtime.v2.task';

function write(path: string, value: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(value));
}

function task(id: string, name: string, type = 'container'): void {
  write(`${TASKS}/k8s.io/${id}/config.json`, {
    annotations: {
      'io.kubernetes.cri.container-type': type,
      'io.kubernetes.cri.container-name': name,
      'io.kubernetes.cri.sandbox-name': 'web-7d4b9c6f5-x2x9z',
      'io.kubernetes.cri.sandbox-namespace': 'shop',
    },
  });
}

it('reads each layout, and what is there once', () => {
  task(ONE, 'web');
  write(`var/lib/docker/containers/${OTHER}/config.v2.json`, { Name: '/db', Config: {} });
  write('var/lib/containers/storage/overlay-containers/containers.json', [
    { id: 'c'.repeat(64), names: ['eager_lamport'] },
  ]);
  const records = new Records(root);
  const names = () => [ONE, OTHER, 'c'.repeat(64)].map((id) => records.of(id, 0)?.container);
  expect(names()).toEqual(['web', 'db', 'eager_lamport']);
  rmSync(join(root, 'var'), { recursive: true });
  expect(names()).toEqual(['web', 'db', 'eager_lamport']);
  records.keep(new Set([ONE]));
  expect(names()).toEqual(['web', undefined, undefined]);
});

it('asks again for what is not there yet, and then no more', () => {
  const records = new Records(root);
  expect(records.of(ONE, 0)).toBeNull();
  task(ONE, 'web');
  expect(records.of(ONE, 2000)).toMatchObject({ container: 'web' });
  expect(records.of(OTHER, 0)).toBeNull();
  expect(records.of(OTHER, 16_000)).toBeNull();
  task(OTHER, 'late');
  expect(records.of(OTHER, 18_000)).toBeNull();
});

it('waits for no FIFO, and reads no endless file', () => {
  mkdirSync(join(root, TASKS, 'k8s.io', ONE), { recursive: true });
  symlinkSync('/dev/zero', join(root, TASKS, 'k8s.io', ONE, 'config.json'));
  expect(new Records(root).of(ONE, 0)).toBeNull();
});

it('tells of containers that run by the account of their runtime and that have no process, after a while', () => {
  task(ONE, 'web');
  task(OTHER, '', 'sandbox');
  mkdirSync(join(root, 'proc'));
  const scanner = new Scanner(join(root, 'proc'), join(root, 'logs'), root);
  expect(scanner.scan(0).unseen).toEqual([]);
  const hidden = { namespace: 'shop', pod: 'web-7d4b9c6f5-x2x9z', podUid: null, container: 'web' };
  expect(scanner.scan(16_000).unseen).toEqual([{ ...hidden, toldBy: 'runtime' }]);
  rmSync(join(root, TASKS, 'k8s.io', ONE), { recursive: true });
  expect(scanner.scan(18_000).unseen).toEqual([]);
});
