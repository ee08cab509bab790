import { type Option, twinOf } from './option.ts';

/*
 * What a call that failed says of an option all the same: how to tell of the failure must be known even where
 * the command line, a variable or the policy is wrong. Only what is written in full counts.
 */

type Named = Pick<Option, 'name'> & { readonly short?: string };
type Environment = Readonly<Record<string, string>>;

/** The words that are probe-env's, without the command behind `--`. */
export function ownWords(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}

/** The option's value by flag, else by variable; null where neither says one, or flags say several. */
export function rawValue(argv: readonly string[], env: Environment, option: Named): string | null {
  const given = new Set(valuesOf(ownWords(argv), option));
  if (given.size > 1) return null;
  return [...given][0] ?? (env[twinOf(option)] || null);
}

/** Whether a switch is on by flag or variable. */
export function rawSwitch(argv: readonly string[], env: Environment, name: string): boolean {
  const text = env[twinOf({ name })];
  return ownWords(argv).includes(`--${name}`) || text === '1' || text === 'true';
}

/** `--name x`, `--name=x`, `-n x`, `-nx`. */
function valuesOf(words: readonly string[], { name, short }: Named): string[] {
  return words.flatMap((word, i) => {
    if (word === `--${name}` || word === `-${short}`) return words[i + 1] ?? [];
    if (word.startsWith(`--${name}=`)) return word.slice(name.length + 3);
    return short !== undefined && new RegExp(`^-${short}.`).test(word) ? word.slice(2) : [];
  });
}
