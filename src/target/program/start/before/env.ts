import { type Option, type Options, readOptions } from './options.ts';

/** What env(1) starts, and in which surroundings. */
export interface EnvCommand {
  /** Not empty. */
  readonly words: readonly string[];
  /** Where it goes first; null: it stays. */
  readonly directory: string | null;
  /** It starts from an empty environment. */
  readonly clears: boolean;
  /** Variables that it takes away. */
  readonly unset: readonly string[];
  /** Variables that it sets, the last of a name. */
  readonly sets: ReadonlyMap<string, string>;
}

type Name = 'clear' | 'unset' | 'chdir' | 'split' | 'none' | 'refused';

const CLEAR: Option<Name> = { name: 'clear', value: 'none' };
const UNSET: Option<Name> = { name: 'unset', value: 'needed' };
const CHDIR: Option<Name> = { name: 'chdir', value: 'needed' };
const SPLIT: Option<Name> = { name: 'split', value: 'needed' };
const ARGV0: Option<Name> = { name: 'none', value: 'needed' };
const SIGNALS: Option<Name> = { name: 'none', value: 'optional' };
const PLAIN: Option<Name> = { name: 'none', value: 'none' };
/** With a command it is a mistake, or none is started. */
const REFUSED: Option<Name> = { name: 'refused', value: 'none' };

const OPTIONS: Options<Name> = {
  short: { i: CLEAR, u: UNSET, C: CHDIR, S: SPLIT, v: PLAIN, a: ARGV0, 0: REFUSED },
  long: {
    'ignore-environment': CLEAR,
    unset: UNSET,
    chdir: CHDIR,
    'split-string': SPLIT,
    'block-signal': SIGNALS,
    'default-signal': SIGNALS,
    'ignore-signal': SIGNALS,
    'list-signal-handling': PLAIN,
    debug: PLAIN,
    argv0: ARGV0,
    null: REFUSED,
    help: REFUSED,
    version: REFUSED,
  },
};

/** As many words as a command has at most that anybody looks at. */
const MAX_SPLITS = 8;

/**
 * The words behind `env`, as GNU coreutils reads them. That of busybox knows a part of the options: see {@link unknownToBusybox}.
 *
 * @returns null where it starts nothing, or nobody can tell what
 */
export function envCommand(given: readonly string[]): EnvCommand | null {
  let directory: string | null = null;
  let clears = false;
  let split: string | null = null;
  const unset: string[] = [];
  const take = (name: Name, value: string): boolean => {
    if (name === 'clear') clears = true;
    if (name === 'unset') unset.push(value);
    if (name === 'chdir') directory = value;
    if (name === 'split') split = value;
    return name !== 'split' && name !== 'refused';
  };
  let read = readOptions(given, OPTIONS, take);
  for (let splits = 0; read.kind === 'ended' && split !== null && splits < MAX_SPLITS; splits++) {
    const text: string = split;
    split = null;
    // Quotes, variables and comments of -S.
    if (/[\\"'$#]/.test(text)) return null;
    const words = text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
    read = readOptions([...words, ...read.left], OPTIONS, take);
  }
  if (read.kind !== 'read') return null;
  const left = read.words[0] === '-' ? read.words.slice(1) : read.words;
  if (left !== read.words) clears = true;
  const command = left.findIndex((word) => !word.includes('='));
  if (command < 0) return null;
  const sets = new Map(
    left.slice(0, command).map((word) => {
      const equals = word.indexOf('=');
      return [word.slice(0, equals), word.slice(equals + 1)] as const;
    }),
  );
  return { words: left.slice(command), directory, clears, unset, sets };
}
