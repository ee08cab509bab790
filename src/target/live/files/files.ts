import { lstatSync, readdirSync, readlinkSync, type Stats, statfsSync, statSync } from 'node:fs';
import type { DirectoryEntry, Result, Room, Stat } from '../../file.ts';
import type { FileCall, Host } from '../../host.ts';
import { nodeAccess } from './access.ts';
import { attempt, failure, listedType, typeOf } from './attempt.ts';
import { readFile, readHead } from './read.ts';

export type HostFiles = Pick<Host, FileCall>;

/** The file calls of the live host. */
export function nodeFiles(): HostFiles {
  return {
    readFile,
    readHead,
    stat,
    lstat,
    readlink: (path) => attempt(() => readlinkSync(path)),
    readdir: (path) => attempt(() => readdirSync(path).sort()),
    entries: (path) => attempt(() => entriesOf(path)),
    statfs: (path) => attempt(() => roomOf(path)),
    access: nodeAccess,
  };
}

function attemptOrAbsent(call: () => Stats | undefined): Result<Stat> {
  try {
    const stats = call();
    return stats === undefined ? ABSENT : { ok: true, value: statOf(stats) };
  } catch (error) {
    return { ok: false, error: failure(error) };
  }
}

/** To make an error costs more than to ask: most of what is looked for is not there. */
const QUIETLY = { throwIfNoEntry: false } as const;
const ABSENT: Result<Stat> = { ok: false, error: { code: 'ENOENT' } };

function lstat(path: string): Result<Stat> {
  return attemptOrAbsent(() => lstatSync(path, QUIETLY));
}

/** Node 22 is quiet about ENOTDIR too, which lstat(2) tells from ENOENT; what leads on from a link only the call itself tells. */
function stat(path: string): Result<Stat> {
  const quiet = attemptOrAbsent(() => statSync(path, QUIETLY));
  if (quiet !== ABSENT) return quiet;
  const entry = lstat(path);
  return entry.ok ? attempt(() => statOf(statSync(path))) : entry;
}

/** The types come with the names, so that a large directory costs no call for each. */
export function entriesOf(path: string): DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => ({ name: entry.name, type: listedType(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function roomOf(path: string): Room {
  const s = statfsSync(path);
  return { blocks: s.blocks, free: s.bfree, available: s.bavail, files: s.files, freeFiles: s.ffree };
}

export function statOf(s: Stats): Stat {
  return {
    type: typeOf(s),
    mode: s.mode & 0o7777,
    uid: s.uid,
    gid: s.gid,
    size: s.size,
    dev: s.dev,
    ino: s.ino,
    modifiedMs: s.mtimeMs,
    changedMs: s.ctimeMs,
  };
}
