import { type DateRule, type PosixZone, US_RULES } from './posix-tz.ts';

/** A TZ string as glibc reads it, with what its callers must know beside the zone. */
export interface GlibcPosix {
  readonly zone: PosixZone;
  /** Daylight saving time was named without rules: glibc looks for the file `posixrules` first. */
  readonly rulesMissing: boolean;
}

/** What is left of a rule that glibc refuses: a month's numbers as they were read, else zero. */
function refusedRule(text: string): DateRule {
  const match = /^,?M(\d+)\.(\d+)\.(\d+)/.exec(text);
  const [month, week, day] = (match ?? []).slice(1).map(short);
  if (month === undefined || week === undefined || day === undefined) return { kind: 'day', day: 0, time: 0 };
  return { kind: 'month', month, week, day, time: 0 };
}

/** A nameless UTC: what glibc takes for a TZ of which it can read nothing. */
const NAMELESS: PosixZone = { std: { name: '', offset: 0 }, dst: null };

/**
 * A TZ string as glibc reads it (time/tzset.c, __tzset_parse_tz). It never refuses: it keeps what it had
 * when it came to what it does not understand, so `CST` is a zone of that name with offset 0, and
 * `Asia/Shanghai` without a file is one named `Asia`.
 */
export function parseGlibcPosix(text: string): GlibcPosix {
  const std = name(text);
  if (std === null) return { zone: NAMELESS, rulesMissing: false };
  const stdOffset = /^[+\-\d]/.test(std.rest) ? offset(std.rest) : null;
  if (stdOffset === null) {
    return { zone: { std: { name: std.name, offset: 0 }, dst: null }, rulesMissing: false };
  }
  const zone = { name: std.name, offset: stdOffset.value };
  if (stdOffset.rest === '') return { zone: { std: zone, dst: null }, rulesMissing: false };
  return withDst(zone, stdOffset.rest);
}

function withDst(std: PosixZone['std'], text: string): GlibcPosix {
  const dst = name(text);
  let rest = dst?.rest ?? text;
  let dstOffset = 0;
  if (dst !== null) {
    const given = offset(rest);
    dstOffset = given?.value ?? std.offset + 3600;
    rest = given?.rest ?? rest.replace(/^[+-]/, '');
  }
  const start = dateRule(rest, US_RULES.start);
  const end = start === null ? null : dateRule(start.rest, US_RULES.end);
  const rules = { start: start?.rule ?? refusedRule(rest), end: end?.rule ?? refusedRule(start?.rest ?? '') };
  return {
    zone: { std, dst: { name: dst?.name ?? '', offset: dstOffset, ...rules } },
    rulesMissing: dst !== null && (rest === '' || rest === ','),
  };
}

/** Three letters or more; or, in angle brackets, three or more of letters, digits and signs. */
function name(text: string): { readonly name: string; readonly rest: string } | null {
  const match = /^(?:([A-Za-z]{3,})|<([A-Za-z0-9+-]{3,})>)/.exec(text);
  if (match === null) return null;
  return { name: match[1] ?? match[2] ?? '', rest: text.slice(match[0].length) };
}

/** `[+-]h[:m[:s]]`, turned round to seconds east; the parts are cut off at 24, 59 and 59. */
function offset(text: string): { readonly value: number; readonly rest: string } | null {
  const match = /^([+-]?)(\d+)(?::(\d+)(?::(\d+))?)?/.exec(text);
  if (match === null) return null;
  const [whole, sign, hours, minutes, seconds] = match;
  const total =
    Math.min(short(hours), 24) * 3600 + Math.min(short(minutes), 59) * 60 + Math.min(short(seconds), 59);
  return { value: sign === '-' ? total : 0 - total, rest: text.slice(whole.length) };
}

/** scanf's `%hu`: the lower 16 bits. */
function short(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(BigInt(digits.slice(0, 40)) & 0xffffn);
}

/** `fallback` stands for a rule that is not there at all: the end of the string. */
function dateRule(
  text: string,
  fallback: DateRule,
): { readonly rule: DateRule; readonly rest: string } | null {
  const s = text.replace(/^,/, '');
  const match = /^(?:J(\d+)|(\d+)|M(\d+)\.(\d+)\.(\d+))/.exec(s);
  if (match === null) return s === '' ? { rule: fallback, rest: '' } : null;
  const [whole, julian, day, ...monthly] = match;
  const rest = s.slice(whole.length);
  if (!/^(?:[/,]|$)/.test(rest)) return null;
  const time = timeOfDay(rest);
  if (time === null) return null;
  const [month = 0, week = 0, weekday = 0] = monthly.map(short);
  if (monthly[0] !== undefined) {
    if (month < 1 || month > 12 || week < 1 || week > 5 || weekday > 6) return null;
    return { rule: { kind: 'month', month, week, day: weekday, time: time.value }, rest: time.rest };
  }
  const number = Number(julian ?? day);
  if (number > 365 || (julian !== undefined && number === 0)) return null;
  return {
    rule: { kind: julian === undefined ? 'day' : 'julian', day: number, time: time.value },
    rest: time.rest,
  };
}

/** `/[-]h[:m[:s]]`, 02:00 where there is none. */
function timeOfDay(text: string): { readonly value: number; readonly rest: string } | null {
  if (!text.startsWith('/')) return { value: 7200, rest: text };
  if (text === '/') return null;
  const match = /^\/(-?)(?:(\d+)(?::(\d+)(?::(\d+))?)?)?/.exec(text);
  const [whole = '/', minus, hours, minutes, seconds] = match ?? [];
  const value = (hours === undefined ? 2 : short(hours)) * 3600 + short(minutes) * 60 + short(seconds);
  return { value: minus === '-' ? 0 - value : value, rest: text.slice(whole.length) };
}
