import { readlinkSync } from 'node:fs';
import { steadyPieces } from '../../posix/process-status.ts';
import type { Moment } from '../locate.ts';
import { SAID, said } from '../proc/said.ts';
import { parseStat } from '../proc/stat.ts';

/** Files of a process in /proc that are compared by what they say. */
export const WORDS = ['status', 'mountinfo', 'cmdline', 'environ', 'cgroup', 'limits'] as const;

/** Links of a process in /proc, by their words. */
export const PLACES = ['root', 'cwd', 'ns/mnt', 'ns/user'] as const;

/** What only whoever starts a process says of it, or another one from outside: seldom asked, though it may be written over. */
const SELDOM: ReadonlySet<string> = new Set(['cmdline', 'environ', 'cgroup', 'limits', 'ns/mnt', 'ns/user']);

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
  readonly #places: readonly Place[];

  private constructor(directory: string, moment: Moment, words: Words, places: Places) {
    const at = (name: string) => `${directory}/${name}`;
    this.#stat = at('stat');
    this.#exe = at('exe');
    this.#status = at('status');
    this.#moment = moment;
    const pieces = steadyPieces(words.status?.toString('latin1') ?? '');
    const others = WORDS.flatMap((name) => {
      const text = words[name];
      return text === null || name === 'status' ? [] : [{ name, text }];
    });
    const kept = together([
      ...pieces.map((piece) => Buffer.from(piece, 'latin1')),
      ...others.map(({ text }) => text),
    ]);
    this.#pieces = kept.slice(0, pieces.length);
    this.#words = others.map(({ name }, i) => ({
      path: at(name),
      before: kept[pieces.length + i] as Buffer,
      inPieces: name === 'mountinfo',
      isSeldom: SELDOM.has(name),
    }));
    this.#places = PLACES.map((name) => ({
      ...{ path: at(name), target: places[name], isSeldom: SELDOM.has(name) },
    }));
  }

  /** Null where more would have to be kept than it is worth. @param directory `/proc/N`, whose first thread lives */
  static of(directory: string, moment: Moment, words: Words, places: Places): ProcessTrail | null {
    const isLong = WORDS.some((name) => (words[name]?.length ?? 0) > MOST_BYTES);
    const isKnown = PLACES.every((name) => places[name] !== null) && words.status !== null;
    return isLong || !isKnown ? null : new ProcessTrail(directory, moment, words, places);
  }

  /** @param all false: without what changes so seldom that it need not be asked each time */
  isSame(all = true): boolean {
    try {
      return (
        this.#isSameProgram() &&
        this.#places.every(
          (place) => (!all && place.isSeldom) || readlinkSync(place.path) === place.target,
        ) &&
        isOf(this.#pieces, said(this.#status)) &&
        this.#words.every((word) => (!all && word.isSeldom) || isSaid(word))
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
  readonly isSeldom: boolean;
}

interface Place {
  readonly path: string;
  readonly target: string | null;
  readonly isSeldom: boolean;
}

/** Copies in memory of their own: a small buffer is else a piece of a larger one, which all its pieces keep. */
function together(buffers: readonly Buffer[]): readonly Buffer[] {
  const all = Buffer.allocUnsafeSlow(buffers.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  return buffers.map((buffer) => {
    const from = end;
    end += buffer.copy(all, from);
    return all.subarray(from, end);
  });
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
