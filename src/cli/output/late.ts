import { inUnits } from '../../core/text/bytes.ts';
import { shortDuration } from '../../core/time/duration.ts';
import type { Host } from '../../target/host.ts';

/** How much time something has had that was given up: `within 1.1s`. */
export function lateBy({ monotonic }: Pick<Host, 'monotonic'>): string {
  const tookMs = monotonic();
  return `within ${shortDuration(tookMs < 1000 ? Math.round(tookMs) : Math.round(tookMs / 100) * 100)}`;
}

/** That files were not read before there was no more time, and how large they are. */
export function notRead(host: Pick<Host, 'stat' | 'monotonic'>, paths: readonly string[]): string {
  const sizes = paths.flatMap((path) => {
    const there = host.stat(path);
    return there.ok && there.value.type === 'file' ? [inUnits(there.value.size)] : [];
  });
  const size = sizes.length === 0 ? '' : `(${sizes.join(' and ')}) `;
  return `${size}was not read and understood ${lateBy(host)}`;
}
