import type { Host } from '../target/host.ts';
import { patienceOf } from './patience.ts';

type Machine = Pick<Host, 'monotonic' | 'watch'>;

/**
 * What the work comes to, by `dueMs` of the monotonic clock: whatever it is busy with, or waits for, after that it is
 * given up. Only a machine that can break off what is busy does so; a probe that was asked in memory takes its time.
 *
 * @throws what `late` makes
 */
export function inTime<T>(
  machine: Machine,
  dueMs: number,
  work: () => Promise<T>,
  late: () => Error,
): Promise<T> {
  const { watch } = machine;
  if (watch === undefined) return work();
  const nowMs = machine.monotonic();
  const untilMs = Math.max(dueMs, nowMs) + patienceOf(nowMs);
  return new Promise((resolve, reject) => {
    let end = () => {};
    // Whoever waits for it goes on outside of the watch, in a turn of its own.
    const settled =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer);
        end();
        setImmediate(settle, value);
      };
    const giveUp = () => settled(reject)(late());
    const timer = setTimeout(giveUp, untilMs - nowMs);
    end = watch(untilMs, () => void work().then(settled(resolve), settled(reject)), giveUp);
  });
}
