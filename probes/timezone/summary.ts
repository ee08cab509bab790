import type { TimezoneFacts } from './facts.ts';
import { isUtcName, nameInPath } from './files/zone-name.ts';
import type { Resolution } from './runtimes/resolution.ts';
import { enumerate, showOffset, views } from './runtimes/views.ts';

const MAX_LENGTH = 100;

/** The zone in a few words: name and offset where all agree and got it, else what was asked and who sees what. */
export function summary(facts: TimezoneFacts): string {
  const { runtimes, now, asked, file } = facts;
  const { go } = runtimes;
  const groups = views(runtimes, now);
  const absent = asked.by === 'localtime' && (file === null || file.problem?.kind === 'missing');
  if (groups.length === 1 && absent) return 'UTC (no TZ, no /etc/localtime)';
  if (groups.length === 1 && go.source !== 'fallback')
    return cut(label(go, now) + (facts.settings.tz === null ? '' : ', by TZ'));
  const wish = askedFor(facts);
  if (groups.length === 1 && wish !== null && isUtcName(wish)) return 'UTC';
  const who = groups.map(
    ({ offset, runtimes: names }) =>
      `${groups.length === 1 ? 'all' : enumerate(names)} ${names.length === 1 ? 'sees' : 'see'} ${offset}`,
  );
  return cut(`${wish === null ? '' : `asked for ${wish}; `}${who.join('; ')}`);
}

function askedFor({ settings, link, asked }: TimezoneFacts): string | null {
  if (asked.by !== 'localtime') return settings.tz;
  return link === null ? null : nameInPath(link);
}

/** `Asia/Shanghai (CST, +08:00)`. */
function label(go: Resolution, now: number): string {
  const { offsetSeconds, abbreviation } = go.at(now);
  if (abbreviation === 'UTC') return 'UTC';
  const offset = showOffset(offsetSeconds);
  // Many zones have no abbreviation and repeat the offset: -03.
  const times = /^[+-]/.test(abbreviation) ? offset : `${abbreviation}, ${offset}`;
  return `${go.name ?? 'a copied zone file'} (${times})`;
}

function cut(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
