import type { Deadline } from '../../src/core/probe.ts';
import { ZONEINFO } from './resolution.ts';
import type { ZoneFiles } from './zone-files.ts';
import { NOT_A_ZONE } from './zone-name.ts';

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
    const entries = files.readdir(next.folder === '' ? root : `${root}/${next.folder}`);
    for (const entry of entries.ok ? entries.value : []) {
      if (++seen > MAX_ENTRIES || deadline.expired()) return;
      // Zone names have no dot; tables such as zone1970.tab have.
      if (!/^[A-Z]/.test(entry) || entry.includes('.')) continue;
      const name = next.folder === '' ? entry : `${next.folder}/${entry}`;
      if (SKIPPED.has(name)) continue;
      const type = files.stat(`${root}/${name}`);
      if (!type.ok) continue;
      if (type.value.type === 'directory') {
        if (next.depth < MAX_DEPTH) queue.push({ folder: name, depth: next.depth + 1 });
      } else if (next.folder === '') plain.push(name);
      else yield name;
    }
  }
  yield* plain;
}

/**
 * The first zone whose file has the given bytes; sizes are compared first. Null where none has, or the
 * deadline came.
 */
export function nameByContent(files: ZoneFiles, bytes: Buffer, deadline: Deadline): string | null {
  for (const name of zoneNames(files, deadline)) {
    if (hasBytes(files, name, bytes)) return name;
  }
  return null;
}

/** Whether the file of a zone has exactly these bytes. */
export function hasBytes(files: ZoneFiles, name: string, bytes: Buffer): boolean {
  const path = `${ZONEINFO}/${name}`;
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

/** The zone that was probably meant by a name that is none; null where nothing is near. */
export async function nearestName(
  files: ZoneFiles,
  name: string,
  deadline: Deadline,
): Promise<string | null> {
  const { closest, distance } = await import('fastest-levenshtein');
  // A name of a kilobyte is no typing error.
  const wanted = name
    .trim()
    .replace(/^["']|["']$/g, '')
    .slice(0, 64);
  const names = [...zoneNames(files, deadline)];
  if (wanted === '' || names.length === 0) return null;
  const city = names.find((n) => n.toLowerCase().endsWith(`/${wanted.toLowerCase().replace(/ /g, '_')}`));
  const near = city ?? closest(wanted, names);
  return city !== undefined || distance(wanted, near) <= Math.max(2, Math.floor(wanted.length / 5))
    ? near
    : null;
}
