import type { Alone } from '../../src/core/probe.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import type { Host } from '../../src/target/host.ts';
import { inTree } from '../../src/target/tree/in-tree.ts';
import { ruleOf } from './database/rule-of.ts';
import { wholeZoneinfo } from './database/whole-zoneinfo.ts';
import type { TimezoneFinding } from './rules/index.ts';
import { mayBeNewer } from './search/known-zone.ts';

/** What TZ of a manifest means in an image that has every zone: one that is none there is none anywhere. */
export const alone: Alone = { worlds: (host) => [inTree(host, wholeZoneinfo())], told };

const OF_VALUE = ['tz-wrong-case', 'tz-posix-ignored-by-go', 'tz-sign-inverted'].map(
  (id) => `timezone/${id}`,
);

function told(finding: RawFinding, host: Host): RawFinding | null {
  return holds(finding, host) ? finding : null;
}

function holds(raw: RawFinding, { env }: Host): boolean {
  const { rule, args } = raw as TimezoneFinding;
  const { TZ = '', TZDIR = '', ZONEINFO = '' } = env;
  // A path, or data of its own: these the image holds.
  if (TZ === '' || TZDIR !== '' || ZONEINFO !== '' || /^:?\//.test(TZ)) return false;
  if (OF_VALUE.includes(rule)) return true;
  if (rule === 'timezone/tz-unknown') return args.suggested !== null || !mayBeNewer(TZ);
  if (rule !== 'timezone/unexpected-zone') return false;
  const [here, asked] = [ruleOf(TZ), ruleOf(args.expected)];
  return here !== null && asked !== null && here !== '?' && asked !== '?' && here !== asked;
}
