import { elfProgram } from '../files/elf-program.ts';

/** One entry of an in-memory file system. Owner root, mode 0644 or 0755, unless said otherwise. */
export type Node = FileNode | DirectoryNode | LinkNode | SpecialNode;

interface Owned {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Its last change, milliseconds since 1970. */
  readonly changedMs?: number;
}

export interface FileNode extends Owned {
  readonly type: 'file';
  readonly content: Buffer;
  /** Claimed size, where it is not the content's: a sparse or endless file without its bytes. */
  readonly size?: number;
}

export interface DirectoryNode extends Owned {
  readonly type: 'directory';
}

export interface LinkNode extends Owned {
  readonly type: 'symlink';
  readonly target: string;
}

export interface SpecialNode extends Owned {
  readonly type: 'fifo' | 'socket' | 'char-device' | 'block-device';
}

type Options = Partial<Owned>;

const own = (mode: number, options: Options): Owned => ({ mode, uid: 0, gid: 0, ...options });

export function file(content: string | Buffer, options: Options & { readonly size?: number } = {}): FileNode {
  return { type: 'file', ...own(0o644, {}), content: Buffer.from(content as string), ...options };
}

/** An executable file: a program for x86-64 that needs no libraries unless content is given. */
export function program(content: string | Buffer = elfProgram(), options: Options = {}): FileNode {
  return file(content, { mode: 0o755, ...options });
}

export function directory(options: Options = {}): DirectoryNode {
  return { type: 'directory', ...own(0o755, options) };
}

export function link(target: string): LinkNode {
  return { type: 'symlink', target, ...own(0o777, {}) };
}

export function special(type: SpecialNode['type'], options: Options = {}): SpecialNode {
  return { type, ...own(0o644, options) };
}

/**
 * Entries by absolute path; missing parent directories are made. A string is a file's content. `null`
 * removes what an earlier tree had there, with everything below it.
 */
export type Tree = Readonly<Record<string, Node | string | null>>;
