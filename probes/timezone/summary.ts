import type { TimezoneFacts } from './facts.ts';
import { type Resolution, UTC_TIME } from './resolution.ts';
import { showOffset, views } from './views.ts';

/** The zone in a few words: name and offset where all agree, else who sees what. */
export function summary({ runtimes, now, settings, asked, file }: TimezoneFacts): string {
  const groups = views(runtimes, now);
  const [first] = groups;
  if (first === undefined || groups.length > 1) {
    return groups
      .map(({ offset, runtimes: who }) => `${who.join(', ')} ${offset}`)
      .join('; ')
      .slice(0, 100);
  }
  const by = settings.tz === null ? '' : ', by TZ';
  if (asked.by === 'localtime' && file?.problem?.kind === 'missing') return 'UTC (no TZ, no /etc/localtime)';
  return `${label(runtimes.go, now)}${by}`.slice(0, 100);
}

/** `Asia/Shanghai (CST, +08:00)`. */
function label(go: Resolution, now: number): string {
  const { offsetSeconds, abbreviation } = go.at(now);
  if (abbreviation === UTC_TIME.abbreviation) return 'UTC';
  const offset = showOffset(offsetSeconds);
  // Many zones have no abbreviation and repeat the offset: -03.
  const times = /^[+-]/.test(abbreviation) ? offset : `${abbreviation}, ${offset}`;
  return `${go.name ?? 'a copied zone file'} (${times})`;
}
