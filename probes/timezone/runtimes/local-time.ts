import { type Block, designationAt } from '../files/tzif.ts';
import type { LocalTime } from './resolution.ts';

/** The local time of one type. Go and musl take any flag but 0 for summer time; glibc takes 1 alone. */
export function localTime(block: Block, index: number): LocalTime {
  const type = block.types[index];
  return {
    offsetSeconds: type?.offset ?? 0,
    isDst: (type?.dst ?? 0) !== 0,
    abbreviation: designationAt(block, type?.designation ?? 0),
  };
}

/** Index of the last transition at or before `seconds`, -1 where it is before all. */
export function lastBefore(times: readonly number[], seconds: number): number {
  const [first] = times;
  if (first === undefined || seconds < first) return -1;
  let low = 0;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (seconds < (times[middle] ?? 0)) high = middle;
    else low = middle;
  }
  return low;
}
