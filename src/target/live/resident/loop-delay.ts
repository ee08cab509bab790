import type { LoopDelay } from '../../resident.ts';

/** How often it is looked at while there is work, milliseconds. */
const TICK_MS = 2;

/** A timer that runs only while there is work: one that always ran would be most of what an idle agent takes. */
export function loopDelay(told: (seconds: number) => void): LoopDelay {
  let works = 0;
  let dueMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = () => {
    const nowMs = performance.now();
    told(Math.max(0, nowMs - dueMs) / 1000);
    dueMs = nowMs + TICK_MS;
  };
  return {
    begin: () => {
      if (works++ > 0) return;
      dueMs = performance.now() + TICK_MS;
      timer = setInterval(tick, TICK_MS);
    },
    end: () => {
      if (--works > 0) return;
      clearInterval(timer);
      if (performance.now() > dueMs) tick();
    },
  };
}
