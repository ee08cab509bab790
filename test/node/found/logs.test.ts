import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Logs } from '../../../src/target/process/scan/recorded/logs.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'logs-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const make = (pod: string) => mkdirSync(join(directory, `shop_${pod}_0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77`));
const podsOf = (logs: Logs) => logs.pods().map(({ pod }) => pod);

it('lists pods that come and go, and nothing where nothing has changed', () => {
  const logs = new Logs(directory);
  make('web');
  expect(podsOf(logs)).toEqual(['web']);
  make('db');
  const listed = [podsOf(logs), podsOf(logs)];
  expect(listed).toEqual([
    ['db', 'web'],
    ['db', 'web'],
  ]);
  expect(logs.pods()).toBe(logs.pods());
  rmSync(directory, { recursive: true });
  expect(podsOf(logs)).toEqual([]);
});
