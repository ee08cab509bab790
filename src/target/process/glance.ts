import { closeSync, constants, lstatSync, openSync, readlinkSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { attempt } from '../live/files/attempt.ts';
import { MAX_LINKS } from '../posix/path-limits.ts';
import { walk } from '../root/resolve.ts';
import { O_PATH, type Tree } from '../root/tree.ts';
import type { Layers } from './layers.ts';
import { FileTrail } from './trail/file-trail.ts';
import { toldByLayers } from './trail/told-by-layers.ts';

/** What a glance tells of a path: two of one value are taken for the same. */
export interface Glance {
  readonly value: string;
  /** When it or its directory was last changed, milliseconds since 1970. */
  readonly newestMs: number;
  /** Of a plain entry: the directory that it is in, and the value that a glance at that one alone would have. */
  readonly place?: { readonly path: string; readonly value: string };
}

/**
 * Whether what stands at paths of a foreign root is still the same, in one system call for most: nothing is opened but the
 * directories, whose owners and modes on the way decide who may come there. A link is the same as long as its directory is: it cannot be changed, only
 * replaced. Nothing outside is touched: names are asked for in the descriptor of their directory, and links are followed by words.
 */
export class Glances {
  readonly #tree: Tree;
  readonly #directories = new Map<string, Directory | null>();
  readonly #known = new Map<string, Glance>();
  /** Directories and plain entries that were asked, by their paths without links. */
  readonly #asked = new Map<string, Stats>();
  /** Where links lead, as long as their directory is the one that was seen. */
  readonly #links: Map<string, Link>;

  /** Directories whose plain entries are taken for the same as long as the directory is. */
  readonly #crowded: ReadonlySet<string>;
  readonly #layers: Layers | null;

  /**
   * @param links what earlier glances at this root learnt; it is added to
   * @param crowded without links: of what is in them only the directory is asked
   * @param layers what lies in them and was not written since has the same value in each container of the image; null: in none
   */
  constructor(
    tree: Tree,
    links: Map<string, Link>,
    crowded: ReadonlySet<string> = new Set(),
    layers: Layers | null = null,
  ) {
    this.#tree = tree;
    this.#links = links;
    this.#crowded = crowded;
    this.#layers = layers;
  }

  /** What is behind all links, with each link on the way. */
  at(path: string, depth = 0): Glance {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const glance = depth > MAX_LINKS ? NOTHING : this.#find(path, depth);
    this.#known.set(path, glance);
    return glance;
  }

  /**
   * All that the glances told of, in the fewest calls; null where something of it changed so late that another change
   * may bear the same time.
   *
   * @param crowded of what is in these directories only the directory is asked
   * @param beforeMs milliseconds since 1970
   */
  trail(crowded: ReadonlySet<string>, beforeMs: number): FileTrail | null {
    const isTold = toldByLayers(this.#asked, this.#layers);
    const asked = [...this.#asked].filter(
      ([path]) => !isTold(path) && (!crowded.has(dirname(path)) || this.#isPassed(path)),
    );
    const isFresh = asked.some(([, { mtimeMs, ctimeMs }]) => Math.max(mtimeMs, ctimeMs) >= beforeMs);
    return isFresh ? null : new FileTrail(new Map(asked));
  }

  /** Something was asked in it. */
  #isPassed(path: string): boolean {
    return this.#asked.get(path)?.isDirectory() === true;
  }

  close(): void {
    for (const directory of this.#directories.values()) if (directory !== null) closeSync(directory.fd);
    this.#directories.clear();
  }

  #find(path: string, depth: number): Glance {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const parent = path.slice(0, slash) || '/';
    const directory = this.#directory(name === '' || name === '.' || name === '..' ? path : parent);
    if (directory === null) return NOTHING;
    if (name === '' || name === '.' || name === '..') return directory.glance;
    const inside = `${directory.path === '/' ? '' : directory.path}/${name}`;
    const shut = this.#tree.closed(inside);
    if (shut !== null) return { value: shut.code, newestMs: 0 };
    const link = this.#links.get(inside);
    if (link !== undefined && link.directory === directory.glance.value)
      return this.#through(directory, link, depth);
    const { value, newestMs } = directory.glance;
    const place = { path: directory.path, value };
    if (this.#crowded.has(directory.path)) return { value, newestMs, place };
    const stats = attempt(() => lstatSync(`/proc/self/fd/${directory.fd}/${name}`));
    if (!stats.ok) return { value: `${stats.error.code} ${directory.rights}`, newestMs, place };
    const { sign, newestMs: changedMs } = this.#glanceOf(stats.value, inside, directory.isOwn);
    if (!stats.value.isSymbolicLink()) {
      this.#asked.set(inside, stats.value);
      return { value: `${sign} ${directory.rights}`, newestMs: changedMs, place };
    }
    const target = attempt(() => readlinkSync(`/proc/self/fd/${directory.fd}/${name}`));
    if (!target.ok) return NOTHING;
    const found = {
      directory: directory.glance.value,
      target: target.value,
      sign,
    };
    this.#links.set(inside, found);
    return this.#through(directory, found, depth);
  }

  #through({ path, glance, rights }: Directory, { target, sign }: Link, depth: number): Glance {
    const next = target.startsWith('/') ? target : `${path === '/' ? '' : path}/${target}`;
    const behind = this.at(next, depth + 1);
    const through = (value: string) => `${sign} ${rights}>${value}`;
    const { place } = behind;
    return {
      value: through(behind.value),
      newestMs: Math.max(glance.newestMs, behind.newestMs),
      ...(place && { place: { path: place.path, value: through(place.value) } }),
    };
  }

  #directory(path: string): Directory | null {
    const known = this.#directories.get(path);
    if (known !== undefined) return known;
    const found = walk(this.#tree, path, 'follow', (walked) => {
      const way = walked.way.flatMap((passed) => (passed.kind === 'directory' ? [passed.at] : []));
      // What was not there, and where a link led, was told by these.
      for (const { path: passed, stats } of way) this.#asked.set(passed, stats);
      if (walked.end !== 'reached' || !walked.entry.stats.isDirectory()) return null;
      const { entry } = walked;
      this.#asked.set(entry.path, entry.stats);
      const fd = openSync(`/proc/self/fd/${entry.fd}`, O_PATH | constants.O_DIRECTORY);
      const isOwn = this.#layers?.hold(entry.path) === true;
      const rights = [...way, entry]
        .map(({ stats: { mode, uid, gid } }) => [mode, uid, gid].join())
        .join('/');
      const { sign, newestMs } = this.#glanceOf(entry.stats, entry.path, isOwn);
      return { fd, path: entry.path, isOwn, rights, glance: { value: `${sign} ${rights}`, newestMs } };
    });
    this.#directories.set(path, found);
    return found;
  }

  /** @param isIn whether what it lies in is in the layers */
  #glanceOf(
    { dev, ino, mode, uid, gid, size, mtimeMs, ctimeMs }: Stats,
    path: string,
    isIn: boolean,
  ): Pick<Glance, 'newestMs'> & Pick<Link, 'sign'> {
    // Each container has an overlay of its own, with a device (or one for each layer) of its own.
    const place = isIn && this.#layers?.hold(path) ? 'layers' : dev;
    return {
      sign: [place, ino, mode, uid, gid, size, mtimeMs, ctimeMs].join(),
      newestMs: Math.max(mtimeMs, ctimeMs),
    };
  }
}

/** A link, the directory in which it was seen, and what it was itself. */
export interface Link {
  readonly directory: string;
  readonly target: string;
  readonly sign: string;
}

interface Directory {
  readonly fd: number;
  /** Without links. */
  readonly path: string;
  /** It is in the layers. */
  readonly isOwn: boolean;
  /** Mode and owners of each directory on the way, and of itself. */
  readonly rights: string;
  readonly glance: Glance;
}

const NOTHING: Glance = { value: '-', newestMs: 0 };
