import { lstatSync, readdirSync, readlinkSync, statfsSync, statSync } from 'node:fs';
import type { DirectoryEntry, FileCall, Host, Result, Room, Stat } from '../host.ts';
import { nodeAccess } from './access.ts';
import { attempt, typeOf } from './attempt.ts';
import { readFile, readHead } from './read.ts';

export type HostFiles = Pick<Host, FileCall>;

/** The file calls of the live host. */
export function nodeFiles(): HostFiles {
  return {
    readFile,
    readHead,
    stat: (path) => status(statSync, path),
    lstat: (path) => status(lstatSync, path),
    readlink: (path) => attempt(() => readlinkSync(path)),
    readdir: (path) => attempt(() => readdirSync(path).sort()),
    entries: (path) => attempt(() => entries(path)),
    statfs: (path) => attempt(() => room(path)),
    access: nodeAccess,
  };
}

/** The types come with the names, so that a large directory costs no call for each. */
function entries(path: string): DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => ({ name: entry.name, type: typeOf(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function room(path: string): Room {
  const s = statfsSync(path);
  return { blocks: s.blocks, free: s.bfree, available: s.bavail, files: s.files, freeFiles: s.ffree };
}

function status(call: typeof statSync, path: string): Result<Stat> {
  return attempt(() => {
    const s = call(path);
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
  });
}
