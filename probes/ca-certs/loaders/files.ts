import type { FsFailure, DirectoryEntry as Listed } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Pool } from '../certificates/pool.ts';
import { readRegularPem } from '../pem/pem.ts';
import { agreed, type PemReading } from '../pem/reading.ts';
import { type Bundle, type EntryReader, holdsOnlyBundle } from './beside-bundle.ts';
import { isHashName } from './hash-name.ts';

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
  /** Where a link points; null where it is none, and where it leads to certificates that were seen before. */
  readonly target: string | null;
  /** The file, where a loader opens it: not for directories, nor for links within the directory. */
  readonly file: CaFile | null;
}

export interface CaDirectory {
  readonly path: string;
  readonly failure: FsFailure | null;
  readonly entries: readonly DirectoryEntry[];
  /** Names of the directories in it, which no loader enters. */
  readonly directories: readonly string[];
}

const NOTHING: Content = { size: 0, reading: agreed([]) };

/** Reads files and directories once, however many paths and loaders lead to them. */
export class Files {
  private readonly host: Host;
  private readonly pool: Pool;
  readonly keepGoing: () => boolean;
  private readonly byPath = new Map<string, CaFile>();
  private readonly byInode = new Map<string, CaFile>();
  /** By device and inode. */
  readonly directories = new Map<string, CaDirectory>();
  private readonly irregular: { content: Content; bytes: Buffer }[] = [];
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

  /**
   * All entries of a directory that a loader looks through; none where it surely holds nothing but `bundle`.
   * The first who asks decides about the bundle.
   */
  directory(path: string, bundle: Bundle | null): CaDirectory {
    const stat = this.host.stat(path);
    if (!stat.ok) return { path, failure: stat.error, entries: [], directories: [] };
    const inode = `${stat.value.dev}:${stat.value.ino}`;
    const seen = this.directories.get(inode);
    if (seen !== undefined) return { ...seen, path };
    const directory = this.list(path, bundle);
    this.directories.set(inode, directory);
    return directory;
  }

  private list(path: string, bundle: Bundle | null): CaDirectory {
    const nothing = { path, entries: [], directories: [] };
    const listed = this.host.entries(path);
    if (!listed.ok) return { ...nothing, failure: listed.error };
    const entries = this.readEntries(path, listed.value, bundle);
    const failure = this.whyClosed(path, entries);
    if (failure !== null) return { ...nothing, failure };
    const directories = listed.value.filter(({ type }) => type === 'directory').map(({ name }) => name);
    return { path, failure: null, entries, directories };
  }

  /** It may be listed and not entered (0744): then the files in it are not to blame. */
  private whyClosed(path: string, entries: readonly DirectoryEntry[]): FsFailure | null {
    const refused = ({ file, target }: DirectoryEntry) => target === null && file?.failure?.code === 'EACCES';
    if (entries.length === 0 || !entries.every(refused)) return null;
    const search = this.host.access(path, 'search');
    return !search.ok && search.error.code === 'EACCES' ? search.error : null;
  }

  /** Looks closer at the files that are not plain PEM. */
  async finish(): Promise<void> {
    if (this.irregular.length === 0) return;
    const { readIrregularPem } = await import('../pem/irregular.ts');
    for (const { content, bytes } of this.irregular) {
      if (!this.keepGoing()) return;
      content.reading = await readIrregularPem(bytes.toString('latin1'), this.pool, this.keepGoing);
    }
  }

  private readEntries(
    directory: string,
    listed: readonly Listed[],
    bundle: Bundle | null,
  ): readonly DirectoryEntry[] {
    const base = directory.endsWith('/') ? directory : `${directory}/`;
    if (bundle !== null && holdsOnlyBundle(base, listed, bundle, this.host, this.entryReader)) return [];
    const entries: DirectoryEntry[] = [];
    for (const { name, type } of listed) {
      if (type === 'directory') continue;
      if ((entries.length & 15) === 15 && !this.keepGoing()) break;
      entries.push(this.entry(base, name, type));
    }
    return entries;
  }

  /** One name in a directory, whose path ends with a slash. */
  entry(base: string, name: string, type: Listed['type']): DirectoryEntry {
    return type === 'symlink' ? this.linkEntry(base, name) : this.plainEntry(base, name);
  }

  private readonly entryReader: EntryReader = {
    certificates: (path) => {
      const { failure, content } = this.byPath.get(path) ?? this.read(path);
      const plain = failure === null && !this.irregular.some((other) => other.content === content);
      return plain ? content.reading.go : null;
    },
    keepGoing: () => this.keepGoing(),
  };

  private plainEntry(base: string, name: string): DirectoryEntry {
    const path = base + name;
    return { name, target: null, file: this.byPath.get(path) ?? this.read(path) };
  }

  /**
   * Go skips a link without "/" in its target: it leads to another name of the same directory. The links
   * of `openssl rehash` do. Any other is opened first: if all that it leads to was seen before, as in a
   * directory beside a bundle, it makes no difference where it points.
   */
  private linkEntry(base: string, name: string): DirectoryEntry {
    const path = base + name;
    if (!isHashName(name)) {
      const before = this.pool.size;
      const entry = this.plainEntry(base, name);
      const found = entry.file?.content.reading.go.length ?? 0;
      if (found > 0 && this.pool.size === before) return entry;
    }
    const link = this.host.readlink(path);
    const target = link.ok ? link.value : null;
    const inside = target !== null && !target.includes('/');
    return { name, target, file: inside ? null : (this.byPath.get(path) ?? this.read(path)) };
  }

  private read(path: string): CaFile {
    const read = this.host.readFile(path);
    if (!read.ok) return this.remember(path, { path, failure: read.error, content: NOTHING });
    const bytes = read.value;
    const entries = readRegularPem(bytes, this.pool, this.keepGoing);
    const content: Content = { size: bytes.length, reading: agreed(entries ?? []) };
    if (entries === null || (entries.length === 0 && bytes.length > 0)) {
      this.irregular.push({ content, bytes });
    }
    return this.remember(path, { path, failure: null, content });
  }

  remember(path: string, file: CaFile): CaFile {
    this.byPath.set(path, file);
    return file;
  }
}
