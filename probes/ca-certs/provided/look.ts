import type { Host } from '../../../src/target/host.ts';
import { readMounts } from '../../../src/target/posix/mounts.ts';
import type { Entry } from '../certificates/entry.ts';
import type { Pool } from '../certificates/pool.ts';
import { requiredBy } from '../certificates/required.ts';
import type { CaFacts } from '../facts.ts';
import type { Files } from '../loaders/files.ts';
import type { RequiredCertificate } from '../policy.ts';
import type { AnchorPlace } from './places.ts';
import { readProvided } from './read-provided.ts';
import type { Stray } from './stray.ts';
import { unreadOf } from './unread.ts';

/** Reads what was provided; the answer is asked for when Go's own store is known. */
export function lookForStray(
  host: Host,
  files: Files,
  places: CaFacts['places'],
  anchors: readonly AnchorPlace[],
  remainingMs: () => number,
) {
  const provided = readProvided(host, files, anchors, places.go.directories);
  return async (
    roots: ReadonlySet<Entry>,
    wanted: readonly RequiredCertificate[],
    pool: Pool,
  ): Promise<Stray> => {
    const holdsNone = provided.some((place) =>
      place.files.some(({ content }) => content.reading.go.length === 0),
    );
    const { findings: unusable, links } = holdsNone
      ? (await import('./find-unusable.ts')).findUnusable(host, provided, roots, places)
      : { findings: [], links: [] };
    const unread = unreadOf(provided, roots);
    if (unread.length === 0) return { findings: unusable, at: () => unusable, links, required: [] };
    const stray = new Set(unread.flatMap(({ entries }) => entries));
    const runtimes = [{ name: 'Go' as const, roots: stray }];
    const { facts: required, late } = await requiredBy(wanted, runtimes, pool, host, remainingMs);
    files.cut ||= late;
    const mountPoints = (readMounts(host) ?? []).map(({ mountPoint }) => mountPoint);
    const { findProvided } = await import('./find-provided.ts');
    const at = (now: number) => [...unusable, ...findProvided(unread, places, mountPoints, required, now)];
    return { findings: at(host.now()), at, links, required };
  };
}
