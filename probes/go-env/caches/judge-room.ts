import type { Host } from '../../../src/host/host.ts';
import { parentOf } from '../../../src/host/walk-path.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules.ts';
import { settingOf } from '../settings.ts';

/** The directories that every build writes to, each with the variable that names it. */
export function writtenPlaces(
  { sources, directory }: GoEnvFacts,
  { values }: Seen,
): readonly { readonly key: string; readonly path: string }[] {
  const temporary = settingOf(sources, 'GOTMPDIR')?.value;
  const tmpdir = sources.environment.TMPDIR || '/tmp';
  const at = (path: string) => (path.startsWith('/') ? path : `${directory}/${path}`);
  return [
    temporary === undefined ? { key: 'TMPDIR', path: at(tmpdir) } : { key: 'GOTMPDIR', path: at(temporary) },
    ...(values.GOCACHE?.startsWith('/') ? [{ key: 'GOCACHE', path: values.GOCACHE }] : []),
  ];
}

/** A file system without a free block or inode: "no space left on device" at the first file. */
export function judgeRoom(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const full = writtenPlaces(facts, seen).flatMap(({ key, path }) => {
    const lacks = lackOf(host, path);
    return lacks === null ? [] : [{ key, path, lacks }];
  });
  return full.map((args) => ({ rule: 'go-env/no-room', args }));
}

/** What the file system of a path has none left of; of a path that is not there, that of the directory above it. */
function lackOf(host: Host, path: string): 'blocks' | 'inodes' | null {
  let at = path;
  let room = host.statfs(at);
  while (!room.ok && room.error.code === 'ENOENT' && at !== '/') {
    at = parentOf(at);
    room = host.statfs(at);
  }
  if (!room.ok) return null;
  const { blocks, free, available, files, freeFiles } = room.value;
  const left = host.ids.euid === 0 ? free : available;
  if (blocks > 0 && left === 0) return 'blocks';
  // File systems without a fixed number of inodes say 0 of 0.
  return files > 0 && freeFiles === 0 ? 'inodes' : null;
}
