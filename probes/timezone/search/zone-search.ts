import type { Deadline } from '../../../src/core/probe.ts';
import { nearest } from '../../../src/core/text/meant/nearest.ts';
import { trimEndOf } from '../../../src/core/text/trim.ts';
import type { Turns } from '../../../src/core/time/turns.ts';
import type { FileType } from '../../../src/target/file.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { NOT_A_ZONE } from '../files/zone-name.ts';
import { ZONEINFO } from '../runtimes/resolution.ts';
import { zoneOfCity } from './cities.ts';

/** Folders that repeat the whole database, and files that are no zones. */
const SKIPPED = new Set([...NOT_A_ZONE, 'posix', 'right', 'SystemV']);

/** The database is not deeper than America/Argentina/Ushuaia, nor larger than this. */
const MAX_DEPTH = 4;
const MAX_ENTRIES = 5000;

/** Names of all zones in the zoneinfo directory, areas first; stops early at the deadline. */
export function* zoneNames(files: ZoneFiles, deadline: Deadline, root = ZONEINFO): Generator<string> {
  const plain: string[] = [];
  let seen = 0;
  const queue: { readonly folder: string; readonly depth: number }[] = [{ folder: '', depth: 1 }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const entries = files.entries(next.folder === '' ? root : `${root}/${next.folder}`);
    for (const { name: entry, type } of entries.ok ? entries.value : []) {
      if (++seen > MAX_ENTRIES || deadline.expired()) return;
      // Zone names have no dot; tables such as zone1970.tab have.
      if (!/^[A-Z]/.test(entry) || entry.includes('.')) continue;
      const name = next.folder === '' ? entry : `${next.folder}/${entry}`;
      if (SKIPPED.has(name)) continue;
      const behind = type === 'symlink' || type === 'unknown' ? typeBehind(files, `${root}/${name}`) : type;
      if (behind === null) continue;
      if (behind === 'directory') {
        if (next.depth < MAX_DEPTH) queue.push({ folder: name, depth: next.depth + 1 });
      } else if (next.folder === '') plain.push(name);
      else yield name;
    }
  }
  yield* plain;
}

/** The type of what a link leads to; null where that is not there. */
function typeBehind(files: ZoneFiles, path: string): FileType | null {
  const there = files.stat(path);
  return there.ok ? there.value.type : null;
}

/** What was found by comparing bytes; `complete` is false where the deadline cut the search. */
export interface ContentSearch {
  readonly name: string | null;
  readonly complete: boolean;
}

/**
 * The zone whose file in zoneinfo has the bytes of the file at `path`; sizes are compared first. That
 * file itself does not count: it may have been copied or mounted over the zone whose name it bears.
 */
export function searchByContent(
  files: ZoneFiles,
  path: string,
  bytes: Buffer,
  deadline: Deadline,
): ContentSearch {
  const matches: string[] = [];
  for (const name of zoneNames(files, deadline)) {
    const status = files.lstat(zonePath(name));
    if (!status.ok || status.value.type === 'symlink' || status.value.size !== bytes.length) continue;
    if (hasBytes(files, name, bytes) && !isSameFile(files, zonePath(name), path)) matches.push(name);
  }
  const name = matches.length > 1 ? principal(files, matches) : matches[0];
  return { name: name ?? null, complete: !deadline.expired() };
}

/** Of several names for one zone, the one in the table of zones: Asia/Shanghai, not Asia/Chongqing. */
function principal(files: ZoneFiles, names: readonly string[]): string | undefined {
  const table = files.read(`${ZONEINFO}/zone1970.tab`);
  const listed = new Set(table.ok ? table.value.toString('latin1').split(/[\t\n]/) : []);
  return names.find((name) => listed.has(name)) ?? names[0];
}

/** Where the data of a zone lie. */
export function zonePath(name: string): string {
  return `${ZONEINFO}/${name}`;
}

/** Two paths to one file. */
export function isSameFile(files: ZoneFiles, a: string, b: string): boolean {
  const [one, other] = [files.stat(a), files.stat(b)];
  return one.ok && other.ok && one.value.ino === other.value.ino && one.value.dev === other.value.dev;
}

/** Whether the file of a zone has exactly these bytes. */
export function hasBytes(files: ZoneFiles, name: string, bytes: Buffer): boolean {
  const path = zonePath(name);
  const status = files.stat(path);
  if (!status.ok || status.value.type !== 'file' || status.value.size !== bytes.length) return false;
  const file = files.read(path);
  return file.ok && file.value.equals(bytes);
}

/** The name as the zoneinfo directory spells it, found without regard to case; null where it is not there. */
export function nameInOtherCase(files: ZoneFiles, name: string): string | null {
  let found = '';
  for (const part of name.split('/')) {
    const entries = files.readdir(found === '' ? ZONEINFO : `${ZONEINFO}/${found}`);
    const wanted = part.toLowerCase();
    const entry = entries.ok ? entries.value.find((e) => e.toLowerCase() === wanted) : undefined;
    if (entry === undefined) return null;
    found = found === '' ? entry : `${found}/${entry}`;
  }
  const status = files.stat(`${ZONEINFO}/${found}`);
  return status.ok && status.value.type === 'file' ? found : null;
}

function unquoted(name: string): string {
  const first = name.search(/[^"'\s]/);
  const begun = first < 0 ? '' : name.slice(first);
  return trimEndOf(begun, '"\' \t\n\v\f\r\u00a0\ufeff');
}

/**
 * The zone that was probably meant by a name that is none; null where nothing is near. Quotes and blanks
 * around it are what env files keep. For abbreviations nothing is guessed: CST is not nearly EST.
 *
 * @param turns in which others have their turn meanwhile; null where nobody else is there
 */
export async function nearestName(
  files: ZoneFiles,
  name: string,
  deadline: Deadline,
  turns: Turns | null = null,
): Promise<string | null> {
  const names: string[] = [];
  for (const one of zoneNames(files, deadline)) {
    names.push(one);
    if (turns !== null) await turns.next();
  }
  return nearestAmong(names, name);
}

/** The same of these names, where a container has no files of its own. */
export async function nearestAmong(names: readonly string[], name: string): Promise<string | null> {
  // A name of a kilobyte is no typing error.
  const wanted = unquoted(name).slice(0, 64);
  if (names.includes(wanted)) return wanted;
  const known = zoneOfCity(wanted);
  if (known !== null && names.includes(known)) return known;
  if (wanted.length < 5) return null;
  // As Windows lists them: (GMT+01:00) Berlin.
  const city = `/${wanted
    .replace(/^\([^)]*\) */, '')
    .replace(/ /g, '_')
    .toLowerCase()}`;
  const named = names.find((n) => n.toLowerCase().endsWith(city));
  if (named !== undefined) return named;
  const near = await nearest(wanted, names);
  return near !== null && (await isSlip(wanted.toLowerCase(), near.toLowerCase(), names)) ? near : null;
}

/** Two letters at most, or a name cut short that can be no other one: what is further away is another place. */
async function isSlip(wanted: string, near: string, names: readonly string[]): Promise<boolean> {
  if (near.startsWith(`${wanted}/`)) return false;
  if (near.startsWith(wanted)) {
    return names.filter((name) => name.toLowerCase().startsWith(wanted)).length === 1;
  }
  const { distance } = await import('../../../src/core/text/meant/distance.ts');
  return distance(wanted, near) <= 2;
}
