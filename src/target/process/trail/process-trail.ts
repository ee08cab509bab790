import { closeSync, openSync, readSync } from 'node:fs';
import { steadyStatus } from '../../posix/process-status.ts';
import { link } from '../link.ts';
import type { Moment } from '../locate.ts';
import { parseStat } from '../proc/stat.ts';

/** Files of a process in /proc that are compared by what they say. */
export const WORDS = ['status', 'mountinfo', 'cmdline', 'environ', 'cgroup', 'limits'] as const;

/** Links of a process in /proc, by their words. */
export const PLACES = ['root', 'cwd', 'ns/mnt', 'ns/user'] as const;

export type Words = Readonly<Record<(typeof WORDS)[number], Buffer | null>>;
export type Places = Readonly<Record<(typeof PLACES)[number], string | null>>;

/** Longer ones are not kept, bytes: an environment may have megabytes. */
const MOST_BYTES = 32 * 1024;

/** How a process was, so that it can be asked in few calls whether it still is so. */
export class ProcessTrail {
  readonly #directory: string;
  readonly #moment: Moment;
  readonly #words: readonly (readonly [name: string, said: Buffer])[];
  readonly #places: Places;

  private constructor(directory: string, moment: Moment, words: Words, places: Places) {
    this.#directory = directory;
    this.#moment = moment;
    this.#words = WORDS.flatMap((name) => {
      const said = words[name];
      return said === null ? [] : [[name, name === 'status' ? steady(said) : Buffer.from(said)] as const];
    });
    this.#places = places;
  }

  /** Null where more would have to be kept than it is worth. @param directory `/proc/N`, whose first thread lives */
  static of(directory: string, moment: Moment, words: Words, places: Places): ProcessTrail | null {
    const isLong = WORDS.some((name) => (words[name]?.length ?? 0) > MOST_BYTES);
    const isKnown = PLACES.every((name) => places[name] !== null);
    return isLong || !isKnown ? null : new ProcessTrail(directory, moment, words, places);
  }

  isSame(): boolean {
    try {
      const stat = parseStat(read(`${this.#directory}/stat`).toString('latin1'));
      if (stat === null || stat.ended || stat.startTime !== this.#moment.startTime) return false;
      if (`${link(`${this.#directory}/exe`)} ${stat.startStack}` !== this.#moment.program) return false;
      return (
        PLACES.every((name) => link(`${this.#directory}/${name}`) === this.#places[name]) &&
        this.#words.every(([name, said]) => {
          const now = read(`${this.#directory}/${name}`, name === 'mountinfo');
          return said.equals(name === 'status' ? steady(now) : now);
        })
      );
    } catch {
      return false;
    }
  }
}

function steady(status: Buffer): Buffer {
  return Buffer.from(steadyStatus(status.toString('latin1')), 'latin1');
}

/** What the last file that was read says. */
const SAID = Buffer.allocUnsafeSlow(2 * MOST_BYTES);

/**
 * All of it, or what fits: what is longer is another one in any case.
 *
 * @param inPieces the kernel hands it over page by page (seq_read_iter of many records); of the others what is shorter than asked
 *   for is all
 */
function read(path: string, inPieces = false): Buffer {
  const fd = openSync(path, 'r');
  try {
    let length = 0;
    while (length < SAID.length) {
      const bytes = readSync(fd, SAID, length, SAID.length - length, null);
      length += bytes;
      if (bytes === 0 || !inPieces) break;
    }
    return SAID.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}
