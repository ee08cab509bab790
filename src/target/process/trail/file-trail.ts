import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { O_PATH } from '../../root/tree.ts';

/** One entry, asked by its bare name in the descriptor of its directory. */
interface Step {
  /** The step of its directory; -1: it is the root. */
  readonly parent: number;
  readonly name: string;
  /** Others are asked in it. */
  readonly opens: boolean;
  /** Its numbers are compared; else it only leads to others. */
  readonly asked: boolean;
}

const NUMBERS = 8;

/**
 * What stood at some paths of a foreign root, so that it can be asked in the fewest calls whether it still does: each directory
 * once, and in it what may be written in place. What was not there, and where links lead, is the same as long as their
 * directories are. No link is followed.
 */
export class FileTrail {
  readonly #steps: readonly Step[];
  /** Of each step: dev, ino, mode, uid, gid, size, mtime, ctime. */
  readonly #numbers: Float64Array;
  /** What is asked, and the directories that lead there. */
  readonly paths: readonly string[];

  /** @param seen what stood where, by paths without links; an entry in a directory that is not among them is asked all the same */
  constructor(seen: ReadonlyMap<string, Stats>) {
    const paths = withDirectories(seen.keys());
    this.paths = paths;
    const places = new Map(paths.map((path, i) => [path, i]));
    const parents = new Set(paths.map((path) => (path === '/' ? '' : dirname(path))));
    this.#numbers = new Float64Array(paths.length * NUMBERS);
    this.#steps = paths.map((path, i) => {
      const stats = seen.get(path);
      if (stats !== undefined) this.#numbers.set(numbersOf(stats), i * NUMBERS);
      return {
        parent: path === '/' ? -1 : (places.get(dirname(path)) ?? -1),
        name: path.slice(path.lastIndexOf('/') + 1),
        opens: path === '/' || parents.has(path),
        asked: stats !== undefined,
      };
    });
  }

  /** @param root directory that is taken for `/` */
  isSame(root: string): boolean {
    const opened: number[] = [];
    const handles: number[] = [];
    try {
      for (const [i, { parent, name, opens, asked }] of this.#steps.entries()) {
        const path = parent < 0 ? root : `/proc/self/fd/${handles[parent]}/${name}`;
        if (opens) {
          const fd = openSync(path, parent < 0 ? ROOT : DIRECTORY);
          opened.push(fd);
          handles[i] = fd;
          if (asked && !this.#isAsBefore(fstatSync(fd), i)) return false;
        } else if (!this.#isAsBefore(lstatSync(path, QUIETLY), i)) return false;
      }
      return true;
    } catch {
      return false;
    } finally {
      for (const fd of opened) closeSync(fd);
    }
  }

  #isAsBefore(stats: Stats | undefined, step: number): boolean {
    if (stats === undefined) return false;
    const from = step * NUMBERS;
    return numbersOf(stats).every((number, i) => number === this.#numbers[from + i]);
  }
}

const ROOT = O_PATH | constants.O_DIRECTORY;
const DIRECTORY = ROOT | constants.O_NOFOLLOW;
/** To make an error costs more than to ask. */
const QUIETLY = { throwIfNoEntry: false } as const;

function numbersOf({ dev, ino, mode, uid, gid, size, mtimeMs, ctimeMs }: Stats): readonly number[] {
  return [dev, ino, mode, uid, gid, size, mtimeMs, ctimeMs];
}

/** Each with the directories above it, directories first. */
function withDirectories(paths: Iterable<string>): readonly string[] {
  const all = new Set<string>();
  for (const path of paths) for (let at = path; !all.has(at); at = dirname(at)) all.add(at);
  return [...all].sort();
}
