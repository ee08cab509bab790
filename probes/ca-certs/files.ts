import type { FsFailure, Host, DirectoryEntry as Listed } from '../../src/host/host.ts';
import { readRegularPem } from './pem.ts';
import type { Pool } from './pool.ts';
import { agreed, type PemReading } from './reading.ts';

/** A file as the loaders find it. */
export interface CaFile {
  readonly path: string;
  /** Why there is nothing to read, or null. */
  readonly failure: FsFailure | null;
  readonly content: Content;
}

/** What is in a file; shared by the paths that lead to it. */
export interface Content {
  /** Bytes. */
  readonly size: number;
  /** Empty until {@link Files.finish} where the file is not plain PEM. */
  reading: PemReading;
}

/** One name in a certificate directory. */
export interface DirectoryEntry {
  readonly name: string;
  /** Where a link points; null where it is none. */
  readonly target: string | null;
  /** The file, where a loader opens it: not for directories, nor for links within the directory. */
  readonly file: CaFile | null;
}

export interface CaDirectory {
  readonly path: string;
  readonly failure: FsFailure | null;
  readonly entries: readonly DirectoryEntry[];
}

const NOTHING: Content = { size: 0, reading: agreed([]) };

/** Reads files and directories once, however many paths and loaders lead to them. */
export class Files {
  private readonly host: Host;
  private readonly pool: Pool;
  private readonly keepGoing: () => boolean;
  private readonly byPath = new Map<string, CaFile>();
  private readonly byInode = new Map<string, CaFile>();
  private readonly directories = new Map<string, CaDirectory>();
  private readonly irregular: { content: Content; text: string }[] = [];
  /** Set when the deadline came before everything was read. */
  cut = false;

  constructor(host: Host, pool: Pool, expired: () => boolean) {
    this.host = host;
    this.pool = pool;
    this.keepGoing = () => {
      this.cut ||= expired();
      return !this.cut;
    };
  }

  /** A file that a loader opens by its own path. */
  file(path: string): CaFile {
    const seen = this.byPath.get(path);
    if (seen !== undefined) return seen;
    const stat = this.host.stat(path);
    if (!stat.ok) return this.remember(path, { path, failure: stat.error, content: NOTHING });
    const inode = `${stat.value.dev}:${stat.value.ino}`;
    const same = this.byInode.get(inode);
    const file = same === undefined ? this.read(path) : { ...same, path };
    if (same === undefined) this.byInode.set(inode, file);
    return this.remember(path, file);
  }

  /** All entries of a directory that a loader looks through. */
  directory(path: string): CaDirectory {
    const stat = this.host.stat(path);
    if (!stat.ok) return { path, failure: stat.error, entries: [] };
    const inode = `${stat.value.dev}:${stat.value.ino}`;
    const seen = this.directories.get(inode);
    if (seen !== undefined) return { ...seen, path };
    const listed = this.host.entries(path);
    const directory = listed.ok
      ? { path, failure: null, entries: this.readEntries(path, listed.value) }
      : { path, failure: listed.error, entries: [] };
    this.directories.set(inode, directory);
    return directory;
  }

  /** Looks closer at the files that are not plain PEM. */
  async finish(): Promise<void> {
    if (this.irregular.length === 0) return;
    const { readIrregularPem } = await import('./irregular.ts');
    for (const { content, text } of this.irregular) {
      if (!this.keepGoing()) return;
      content.reading = await readIrregularPem(text, this.pool);
    }
  }

  private readEntries(directory: string, listed: readonly Listed[]): readonly DirectoryEntry[] {
    const base = directory.endsWith('/') ? directory : `${directory}/`;
    const entries: DirectoryEntry[] = [];
    for (const { name, type } of listed) {
      if (type === 'directory') continue;
      if ((entries.length & 15) === 15 && !this.keepGoing()) break;
      const path = base + name;
      let target: string | null = null;
      if (type === 'symlink') {
        const link = this.host.readlink(path);
        target = link.ok ? link.value : null;
      }
      // Go skips a link without "/" in its target: it leads to another name of the same directory.
      const inside = target !== null && !target.includes('/');
      entries.push({ name, target, file: inside ? null : (this.byPath.get(path) ?? this.read(path)) });
    }
    return entries;
  }

  private read(path: string): CaFile {
    const read = this.host.readFile(path);
    if (!read.ok) return this.remember(path, { path, failure: read.error, content: NOTHING });
    const text = read.value.toString('latin1');
    const entries = readRegularPem(text, this.pool, this.keepGoing);
    const content: Content = { size: text.length, reading: agreed(entries ?? []) };
    if (entries === null || (entries.length === 0 && text.length > 0)) this.irregular.push({ content, text });
    return this.remember(path, { path, failure: null, content });
  }

  private remember(path: string, file: CaFile): CaFile {
    this.byPath.set(path, file);
    return file;
  }
}
