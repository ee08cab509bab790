import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { monotonicNow } from '../../../../src/target/live/clock.ts';
import { nodeFiles } from '../../../../src/target/live/files/files.ts';
import { nodeRun } from '../../../../src/target/live/programs/run.ts';
import { hasRoom, watch } from '../../../../src/target/live/programs/watch.ts';

const machine = { arch: process.arch, files: nodeFiles() };
const sh = (script: string) =>
  nodeRun(
    { file: '/bin/sh', args: ['-c', script], env: { PATH: '/usr/bin:/bin' }, cwd: '/', timeoutMs: 10_000 },
    machine,
  );

/** Without limit: what is busy without the watch would never end. */
function busyUntil(ms: number): void {
  while (monotonicNow() < ms);
}

describe.skipIf(!hasRoom(1))('what waited for a program', () => {
  it('goes on under the watch, although another program still runs', async () => {
    const began = monotonicNow();
    const endedMs = await new Promise<number>((resolve) => {
      watch(
        began + 300,
        () => {
          void sh('sleep 2');
          void sh('true').then(() => busyUntil(began + 20_000));
        },
        () => resolve(monotonicNow()),
      );
    });
    expect(endedMs).toBeLessThan(began + 20_000);
  }, 40_000);

  it('never goes on when the watch that it began under was broken off', async () => {
    const began = monotonicNow();
    const after: string[] = [];
    await new Promise<void>((resolve) => {
      watch(
        began + 200,
        () => {
          void sh('sleep 1').then(() => after.push('the program ended'));
          busyUntil(began + 20_000);
        },
        resolve,
      );
    });
    await sh('sleep 1.5').then(() => after.push('a later one'));
    await sleep(1);
    expect(after).toEqual(['a later one']);
  }, 40_000);
});
