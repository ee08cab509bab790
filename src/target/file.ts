import type { Ignorance, Silence } from '../core/reason.ts';

/* What is asked of files, and what is answered. */

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: FsFailure };

export interface FsFailure {
  /**
   * errno name (`ENOENT`, `EACCES`, `ELOOP`, `EIO`…), or one of ours: `NOT_REGULAR` (fifo, device,
   * directory, socket), `TOO_LARGE` (beyond the cap), `NO_ANSWER` (a file system that is served by
   * another process or machine, which was silent; or there is not memory enough to read the file) and
   * `NOT_KNOWN` (nobody can know it of a container that is looked at from outside).
   */
  readonly code: string;
  /** With `NO_ANSWER`: who was silent, and for how long. With `NOT_KNOWN`: why nobody can know it. */
  readonly why?: Ignorance | Silence;
  /** With `NOT_KNOWN`, of a file of which some lines are known: null for each that is not. */
  readonly lines?: readonly (string | null)[];
  /** With `NOT_REGULAR`: what it is. */
  readonly type?: FileType;
  /** With `TOO_LARGE`: the size in bytes that the file claims to have. */
  readonly size?: number;
}

export type FileType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'fifo'
  | 'socket'
  | 'char-device'
  | 'block-device'
  | 'unknown';

/** A name in a directory and what it is. */
export interface DirectoryEntry {
  readonly name: string;
  readonly type: FileType;
}

export interface Stat {
  readonly type: FileType;
  /** Permission bits with set-uid, set-gid and sticky: `mode & 0o7777`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  /** Device and inode: two paths with the same pair are one file. */
  readonly dev: number;
  readonly ino: number;
  /** When the content was changed, milliseconds since 1970 (st_mtim); whoever owns the file can set it. */
  readonly modifiedMs: number;
  /** When anything of it was changed, its mode included (st_ctim); nobody can set it. */
  readonly changedMs: number;
}

/** The named entries of an access control list (acl(5)); a permission is a set of bits 4, 2, 1. */
export interface Acl {
  /** Owner and owning group by number. */
  readonly owner: number;
  readonly group: number;
  readonly access: AclEntries;
  /** What files that are made in the directory get, in place of the umask; null where there is none. */
  readonly defaults: AclEntries | null;
}

export interface AclEntries {
  readonly ownerBits: number;
  readonly groupBits: number;
  readonly otherBits: number;
  /** Limit of everything but owner and other; null in a list without named entries. */
  readonly mask: number | null;
  readonly users: ReadonlyMap<number, number>;
  readonly groups: ReadonlyMap<number, number>;
}

/** Room of a file system. */
export interface Room {
  /** Blocks in all, free ones, and those of them that are not kept for root. */
  readonly blocks: number;
  readonly free: number;
  readonly available: number;
  /** Inodes in all and free ones; 0 where the file system makes them as it goes. */
  readonly files: number;
  readonly freeFiles: number;
}

export interface ReadOptions {
  /** Refuse files beyond this size, bytes; default {@link MAX_READ_BYTES}. */
  readonly maxBytes?: number;
}

/** Default cap of `readFile`: 16 MiB. */
export const MAX_READ_BYTES = 16 * 1024 * 1024;

/** A larger file is not hashed: a hole in a file of an image is as long as its header says. */
export const MAX_HASHED_BYTES = 256 * 1024 * 1024;

/** `search`: pass through a directory. `execute`: start a program. `write` on a directory: make entries. */
export type AccessMode = 'read' | 'write' | 'execute' | 'search';
