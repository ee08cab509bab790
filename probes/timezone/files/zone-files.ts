import type { Result } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { embeddedArchive } from './zoneinfo-zip.ts';

/**
 * What the resolvers need of a machine: the bytes of a zone file. The readlink and directory calls that
 * Node's search needs are there too; nothing else is.
 */
export interface ZoneFiles extends Pick<Host, 'readlink' | 'lstat' | 'stat' | 'readdir' | 'entries'> {
  /** The bytes of a regular file, read once per path. */
  read(path: string): Result<Buffer>;
  /** The archive of zone data inside a Go program, looked for once per path; null where there is none. */
  embedded(path: string): Buffer | null;
}

/** Go refuses zone files beyond this size (time.readFile, maxFileSize); the largest real one has 4 KiB. */
const MAX_ZONE_FILE_BYTES = 10 * 1024 * 1024;

/** A larger program is not looked into. */
const MAX_PROGRAM_BYTES = 512 * 1024 * 1024;

/** Zone files of a host; four resolvers that ask for one path make one read. */
export function zoneFiles(host: Host): ZoneFiles {
  const seen = new Map<string, Result<Buffer>>();
  const archives = new Map<string, Buffer | null>();
  return {
    readlink: host.readlink,
    lstat: host.lstat,
    stat: host.stat,
    readdir: host.readdir,
    entries: host.entries,
    read: (path) => {
      let result = seen.get(path);
      if (result === undefined) {
        result = host.readFile(path, { maxBytes: MAX_ZONE_FILE_BYTES });
        seen.set(path, result);
      }
      return result;
    },
    embedded: (path) => {
      let archive = archives.get(path);
      if (archive === undefined) {
        const program = host.readFile(path, { maxBytes: MAX_PROGRAM_BYTES });
        archive = program.ok ? embeddedArchive(program.value) : null;
        archives.set(path, archive);
      }
      return archive;
    },
  };
}

/** Opening this file for reading never returns: Go and glibc open zone files without O_NONBLOCK. */
export function blocksReaders(result: Result<Buffer>): boolean {
  return !result.ok && result.error.code === 'NOT_REGULAR' && result.error.type === 'fifo';
}
