import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduleProblem } from '../../../../src/target/pod/model/refused/schedule.ts';
import { checkPod, findingsIn } from '../../../support/files/alone.ts';
import { MADE, SCHEDULES, soundObject } from './made.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'probe-env-made-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Tree = Record<string, unknown>;

function changed(kind: string, changes: Readonly<Record<string, unknown>>): Tree {
  const object = structuredClone(soundObject(kind));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = object;
    for (const key of keys) {
      at[key] ??= {};
      at = at[key] as Tree;
    }
    at[last] = value;
  }
  return object;
}

async function isRefused(object: Tree): Promise<boolean> {
  const report = await checkPod(directory, JSON.stringify(object), ['--only', 'pod']);
  // What cannot be read at all is told before any probe.
  return 'error' in report || findingsIn(report).some(({ rule }) => rule === 'pod/refused');
}

describe('what makes pods is refused where the real API server refuses it', () => {
  it.each(MADE)('%s', async (_, kind, changes, answer) => {
    expect((await isRefused(changed(kind, changes))) ? 'refused' : 'taken').toBe(answer);
  });

  it('as is a schedule that its reader does not take', () => {
    const told = SCHEDULES.map(([schedule]) => [
      schedule,
      scheduleProblem(schedule) === null && schedule !== '' ? 'taken' : 'refused',
    ]);
    expect(told).toEqual(SCHEDULES);
  });

  it.each([
    ['61 * * * *', undefined, true],
    ['0 0 * * *', 'Europe/Berlin', false],
    ['0 0 * * *', 'Asia/Calcutta', false],
    ['0 0 * * *', 'Europe/Berln', true],
    ['0 0 * * *', 'europe/berlin', true],
    ['0 0 * * *', 'Local', true],
    ['0 0 * * *', '', true],
    ['0 0 * * *', '+01:00', true],
  ])('a CronJob for %j in zone %j: %s', async (schedule, timeZone, refused) => {
    const changes = { 'spec.schedule': schedule, 'spec.timeZone': timeZone };
    expect(await isRefused(changed('CronJob', changes))).toBe(refused);
  });

  it.each([
    ['Deployment', 'v1', true],
    ['Deployment', 'extensions/v1beta1', true],
    ['Pod', 'apps/v1', true],
    ['CronJob', 'batch/v1beta1', false],
  ])('a %s of version %s: %s', async (kind, apiVersion, refused) => {
    expect(await isRefused(changed(kind, { apiVersion }))).toBe(refused);
  });
});
