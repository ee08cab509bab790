import { type Block, decodeTzif, type Tzif } from '../files/tzif.ts';
import { parseGoPosix } from '../posix/posix-go.ts';
import { posixTime } from '../posix/posix-tz.ts';
import { lastBefore, localTime } from './local-time.ts';
import type { LocalTime } from './resolution.ts';

/** time.LoadLocationFromTZData: null where Go says "malformed time zone information". */
export function goZone(bytes: Buffer): ((seconds: number) => LocalTime) | null {
  const tzif = decodeTzif(bytes);
  // Version 4 (leap seconds that end or begin early) is valid since RFC 9636; Go knows 1 to 3.
  if (tzif === null || ![0, 0x32, 0x33].includes(tzif.version)) return null;
  const { block } = tzif;
  if (block === null || block.types.length === 0) return null;
  if (block.types.some((type) => type.designation >= block.designations.length)) return null;
  if (block.typeIndices.some((index) => index >= block.types.length)) return null;
  const extend = extendString(tzif);
  const rules = extend === '' ? null : parseGoPosix(extend);
  return (seconds) => {
    const last = block.times.length - 1;
    const i = lastBefore(block.times, seconds);
    if (i === last && last >= 0 && rules !== null) return posixTime(rules, seconds);
    // A file without transitions gets one at the beginning of time, so its rules count too.
    if (last < 0) return rules === null ? localTime(block, 0) : posixTime(rules, seconds);
    return localTime(block, i < 0 ? firstType(block) : (block.typeIndices[i] ?? 0));
  };
}

/** Everything between the first and the last byte of the rest, if both are newlines. */
function extendString({ rest }: Tzif): string {
  const last = rest.length - 1;
  return last >= 2 && rest[0] === 10 && rest[last] === 10 ? rest.toString('latin1', 1, last) : '';
}

/** Location.lookupFirstZone: the type before the first transition. */
function firstType(block: Block): number {
  if (!block.typeIndices.includes(0)) return 0;
  const first = block.typeIndices[0] ?? 0;
  if (block.types[first]?.dst !== 0) {
    for (let i = first - 1; i >= 0; i--) if (block.types[i]?.dst === 0) return i;
  }
  return Math.max(
    0,
    block.types.findIndex((type) => type.dst === 0),
  );
}
