import type { Config } from '../../../config/config.ts';
import type { LookRequest } from '../../../serve/node/protocol.ts';
import type { Looked } from '../../../target/process/look.ts';
import type { Earlier, LookedAt, Trail } from './looked-at.ts';
import { hasCrowdsOfImage } from './sibling.ts';
import type { SightsNow, Standing } from './standing.ts';

/** What has to do with time (certificates, zones) is judged again so often, milliseconds, though nothing has changed. */
export const JUDGED_MS = 60_000;

/**
 * Crowded directories are asked at each look, what is in them so often, milliseconds; never, where nobody can write it. So often
 * what changes seldom in a process is asked too.
 */
export const WHOLE_MS = 60_000;

/** Null where it would not tell all. */
export function trailOf(looked: Pick<Looked, 'trail'>, sights: SightsNow | null): Trail | null {
  const process = looked.trail();
  const files = sights?.trail() ?? null;
  return process && files && { process, files };
}

/**
 * Whether all that was looked at is as it was, as far as its trail tells, and nothing of it is due to be looked at as a whole.
 *
 * @returns how it stands then; null where it is not
 */
export function onTrail(
  { startTime, whole }: LookRequest,
  directory: string,
  config: Config,
  before: LookedAt,
  { others }: Pick<Earlier, 'others'>,
  nowMs: number,
): Standing | null {
  const { observation, process, standing, trail } = before;
  if (whole || trail === null || standing === null || observation.config !== config) return null;
  if (process.moment.startTime !== startTime || process.directory !== directory) return null;
  const isDue = nowMs - standing.wholeMs >= WHOLE_MS;
  if (isDue && !hasCrowdsOfImage(before, others())) return null;
  if (!trail.process.isSame(isDue) || !trail.files.isSame(`${directory}/root`)) return null;
  // What nobody can write is as if it had been asked: who else has it is asked as seldom.
  return isDue ? { ...standing, wholeMs: nowMs } : standing;
}
