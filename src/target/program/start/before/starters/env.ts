import { usualGrammar } from '../grammar/grammars.ts';
import { type GivenOption, readOptions } from '../grammar/options.ts';

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

/** As many words as a command has at most that anybody looks at. */
const MAX_SPLITS = 8;

/**
 * The words behind `env`, as GNU coreutils reads them. Others know a part of the options.
 *
 * @returns null where it starts nothing, or nobody can tell what
 */
export function envCommand(given: readonly string[]): EnvCommand | null {
  const options = usualGrammar('env');
  let directory: string | null = null;
  let clears = false;
  let split: string | null = null;
  const unset: string[] = [];
  const take = ({ name, value }: GivenOption): boolean => {
    if (name === 'i') clears = true;
    if (name === 'u') unset.push(value);
    if (name === 'C') directory = value;
    if (name === 'S') split = value;
    return name !== 'S';
  };
  let read = readOptions(given, options, take);
  for (let splits = 0; read.kind === 'ended' && split !== null && splits < MAX_SPLITS; splits++) {
    const words = splitWords(split);
    split = null;
    if (words === null) return null;
    read = readOptions([...words, ...read.left], options, take);
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

/** What `-S` makes of its value; null where quotes, variables and comments say more. */
export function splitWords(text: string): readonly string[] | null {
  return /[\\"'$#]/.test(text) ? null : text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
}
