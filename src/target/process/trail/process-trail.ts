import { readlinkSync } from 'node:fs';
import { steadyPieces } from '../../posix/process-status.ts';
import type { Moment } from '../locate.ts';
import { SAID, said } from '../proc/said.ts';
import { parseStat } from '../proc/stat.ts';

/** Files of a process in /proc that are compared by what they say. */
export const WORDS = ['status', 'mountinfo', 'cmdline', 'environ', 'cgroup', 'limits'] as const;

/** Links of a process in /proc, by their words. */
export const PLACES = ['root', 'cwd', 'ns/mnt', 'ns/user'] as const;

export type Words = Readonly<Record<(typeof WORDS)[number], Buffer | null>>;
export type Places = Readonly<Record<(typeof PLACES)[number], string | null>>;

/** Longer ones are not kept, bytes: an environment may have megabytes. Less than fits into `SAID`. */
const MOST_BYTES = 32 * 1024;

/** How a process was, so that it can be asked in few calls whether it still is so. Its paths are put together once. */
export class ProcessTrail {
  readonly #stat: string;
  readonly #exe: string;
  readonly #status: string;
  readonly #moment: Moment;
  readonly #pieces: readonly Buffer[];
  readonly #words: readonly Word[];
  readonly #places: readonly (readonly [path: string, target: string | null])[];

  private constructor(directory: string, moment: Moment, words: Words, places: Places) {
    const at = (name: string) => `${directory}/${name}`;
    this.#stat = at('stat');
    this.#exe = at('exe');
    this.#status = at('status');
    this.#moment = moment;
    this.#pieces = steadyPieces(words.status?.toString('latin1') ?? '').map((piece) =>
      Buffer.from(piece, 'latin1'),
    );
    this.#words = WORDS.flatMap((name) => {
      const text = words[name];
      const isStatus = name === 'status';
      return text === null || isStatus
        ? []
        : [{ path: at(name), before: Buffer.from(text), inPieces: name === 'mountinfo' }];
    });
    this.#places = PLACES.map((name) => [at(name), places[name]] as const);
  }

  /** Null where more would have to be kept than it is worth. @param directory `/proc/N`, whose first thread lives */
  static of(directory: string, moment: Moment, words: Words, places: Places): ProcessTrail | null {
    const isLong = WORDS.some((name) => (words[name]?.length ?? 0) > MOST_BYTES);
    const isKnown = PLACES.every((name) => places[name] !== null) && words.status !== null;
    return isLong || !isKnown ? null : new ProcessTrail(directory, moment, words, places);
  }

  isSame(): boolean {
    try {
      return (
        this.#isSameProgram() &&
        this.#places.every(([path, target]) => readlinkSync(path) === target) &&
        isOf(this.#pieces, said(this.#status)) &&
        this.#words.every(isSaid)
      );
    } catch {
      return false;
    }
  }

  #isSameProgram(): boolean {
    const stat = parseStat(SAID.toString('latin1', 0, said(this.#stat)));
    if (stat === null || stat.ended || stat.startTime !== this.#moment.startTime) return false;
    return `${readlinkSync(this.#exe)} ${stat.startStack}` === this.#moment.program;
  }
}

interface Word {
  readonly path: string;
  readonly before: Buffer;
  readonly inPieces: boolean;
}

function isSaid({ path, before, inPieces }: Word): boolean {
  const length = said(path, inPieces);
  return length === before.length && before.compare(SAID, 0, length) === 0;
}

/** Whether what was read last has these pieces in their order, and begins with the first one. Nothing is copied for it. */
function isOf(pieces: readonly Buffer[], length: number): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = SAID.indexOf(piece, from);
    // What lies behind the length is left of another file.
    if (at < 0 || at + piece.length > length || (from === 0 && at > 0)) return false;
    // The end of line may be that before the next piece too.
    from = at + piece.length - 1;
  }
  return true;
}
