import { parseGoPosix } from '../posix/posix-go.ts';
import { type Block, decodeTzif, footerOf, HEADER_BYTES, type Tzif } from './tzif.ts';

/** How a file breaks RFC 9636. */
export interface TzifDefect {
  readonly name: TzifDefectName;
  /** What exactly, in a few words. */
  readonly detail: string;
}

export type TzifDefectName =
  | 'bad-magic'
  | 'truncated'
  | 'unknown-version'
  | 'second-header'
  | 'no-types'
  | 'no-designations'
  | 'indicator-count'
  | 'transition-order'
  | 'type-index'
  | 'dst-flag'
  | 'offset'
  | 'designation'
  | 'leap-seconds'
  | 'indicator'
  | 'footer';

/**
 * The first breach of RFC 9636 in a file, null where it is valid; in the order of the file. Linear; never
 * throws. Not reported: what the RFC only advises (length and letters of designations, a type for the
 * time before the first transition), and a first block that a reader of version 2 skips.
 */
export function tzifDefect(bytes: Buffer): TzifDefect | null {
  const tzif = decodeTzif(bytes);
  if (tzif === null) return headless(bytes);
  const { version, block } = tzif;
  if (version !== 0 && (version < 0x32 || version > 0x34)) {
    return defect('unknown-version', `version octet 0x${version.toString(16).padStart(2, '0')}`);
  }
  if (!tzif.secondMagic && tzif.headerAt + HEADER_BYTES <= bytes.length) {
    return defect('second-header', `no second header at byte ${tzif.headerAt}`);
  }
  if (block === null) return defect('truncated', `${bytes.length} bytes are less than the header promises`);
  return countDefect(block) ?? contentDefect(block) ?? footerDefect(tzif);
}

function defect(name: TzifDefectName, detail: string): TzifDefect {
  return { name, detail };
}

function headless(bytes: Buffer): TzifDefect {
  const magic = bytes.subarray(0, 4).toString('latin1') === 'TZif';
  return magic
    ? defect('truncated', `${bytes.length} bytes, a header has ${HEADER_BYTES}`)
    : defect('bad-magic', 'does not begin with TZif');
}

function countDefect({ counts }: Block): TzifDefect | null {
  if (counts.type === 0) return defect('no-types', 'no local time types');
  if (counts.char === 0) return defect('no-designations', 'no time zone designations');
  for (const [what, count] of [
    ['UT/local', counts.isUt],
    ['standard/wall', counts.isStd],
  ] as const) {
    if (count !== 0 && count !== counts.type) {
      return defect('indicator-count', `${count} ${what} indicators for ${counts.type} types`);
    }
  }
  return null;
}

function contentDefect(block: Block): TzifDefect | null {
  const { times, typeIndices, types, designations } = block;
  const unordered = times.findIndex((time, i) => i > 0 && time <= (times[i - 1] ?? 0));
  if (unordered > 0) return defect('transition-order', `transition ${unordered} is not after the one before`);
  const index = typeIndices.findIndex((i) => i >= types.length);
  if (index >= 0)
    return defect('type-index', `transition ${index} names type ${typeIndices[index]} of ${types.length}`);
  for (const [i, type] of types.entries()) {
    if (type.offset === -0x8000_0000) return defect('offset', `type ${i} has the forbidden offset -2^31`);
    if (type.dst > 1) return defect('dst-flag', `type ${i} has the flag ${type.dst}`);
    if (designations.indexOf(0, type.designation) < 0) {
      return defect('designation', `type ${i} names designation ${type.designation}, which does not end`);
    }
  }
  return leapDefect(block) ?? indicatorDefect(block);
}

/** Section 3.2: times ascend; each correction is one more or less, in a truncated table the first is free. */
function leapDefect({ leaps }: Block): TzifDefect | null {
  for (const [i, leap] of leaps.entries()) {
    const before = leaps[i - 1];
    if (before === undefined) continue;
    const step = Math.abs(leap.correction - before.correction);
    // Version 4: the last record may repeat the correction to say when the table expires.
    const expiry = step === 0 && i === leaps.length - 1;
    if (leap.at <= before.at || (step !== 1 && !expiry)) {
      return defect('leap-seconds', `leap second ${i} does not follow from the one before`);
    }
  }
  return null;
}

function indicatorDefect({ isStd, isUt }: Block): TzifDefect | null {
  for (const [what, list] of [
    ['standard/wall', isStd],
    ['UT/local', isUt],
  ] as const) {
    const wrong = list.findIndex((value) => value > 1);
    if (wrong >= 0) return defect('indicator', `${what} indicator ${wrong} is ${list[wrong]}`);
  }
  const alone = isUt.findIndex((value, i) => value === 1 && isStd[i] !== 1);
  return alone >= 0 ? defect('indicator', `type ${alone} is UT but not standard time`) : null;
}

function footerDefect(tzif: Tzif): TzifDefect | null {
  if (tzif.version === 0) {
    return tzif.rest.length > 0 ? defect('footer', `${tzif.rest.length} bytes after the end`) : null;
  }
  const footer = footerOf(tzif);
  if (footer === null) return defect('footer', 'no footer between two newlines');
  if (tzif.rest.length > footer.length + 2) {
    return defect('footer', `${tzif.rest.length - footer.length - 2} bytes after the end`);
  }
  if (footer === '') return null;
  return parseGoPosix(footer) === null ? defect('footer', `TZ string ${JSON.stringify(footer)}`) : null;
}
