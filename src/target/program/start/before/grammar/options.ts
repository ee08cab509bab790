/** An option of a program, and how it takes its value: `optional` only behind `=`, or in the same word. */
export interface Option {
  readonly name: string;
  readonly value: 'none' | 'needed' | 'optional';
  /** With it the program starts nothing: it prints something, or takes no command then. */
  readonly ends: boolean;
  /** Not in all releases: the file of the program tells. */
  readonly late: boolean;
}

/** The options that a program knows, as it hands them to getopt_long(3). */
export interface Options {
  readonly short: Readonly<Record<string, Option>>;
  readonly long: Readonly<Record<string, Option>>;
  /** They may stand behind what is no option, up to `--`. */
  readonly anywhere: boolean;
}

/** One that was given. */
export interface GivenOption {
  readonly name: string;
  readonly value: string;
  /** As it stands there, such as `-S`. */
  readonly as: string;
  /** The whole option where not all releases have it. */
  readonly late: string | null;
}

/** Why a program ends with an error, or without having started anything. */
export interface Refusal {
  /** As it stands there; null: it is not for one of its options. */
  readonly option: string | null;
  readonly why:
    | 'unknown'
    | 'no-value'
    | 'unwanted-value'
    | 'value'
    | 'twice'
    | 'clashes'
    | 'ends'
    | 'lacks'
    | 'no-directory';
  /** With `value` what it cannot be, with `lacks` what it asks for, with `clashes` the other option. */
  readonly what: string | null;
}

/** What a program makes of its words. */
export type Read =
  /** What is no option. */
  | { readonly kind: 'read'; readonly words: readonly string[] }
  /** `take` ended it; the words that nobody has looked at. */
  | { readonly kind: 'ended'; readonly left: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Reads options as getopt_long(3) does.
 *
 * @param take told of each option, in their order; false: no more is read
 */
export function readOptions(
  given: readonly string[],
  { short, long, anywhere }: Options,
  take: (option: GivenOption) => boolean | undefined = () => true,
): Read {
  const words: string[] = [];
  let at = 0;
  const refused = (option: string, why: Refusal['why']): Read => ({
    kind: 'refused',
    refusal: { option, why, what: null },
  });
  /** Null: more is to be read. */
  const took = (option: Option, value: string | undefined, as: string, whole = as): Read | null => {
    if (value === undefined) return refused(as, 'no-value');
    // Alone it does what it is asked for.
    if (option.ends)
      return words.length + given.length === at ? { kind: 'ended', left: [] } : refused(as, 'ends');
    const goesOn = take({ name: option.name, value, as, late: option.late ? whole : null });
    return goesOn === false ? { kind: 'ended', left: given.slice(at) } : null;
  };
  while (at < given.length) {
    const word = given[at++] as string;
    if (word === '--') break;
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      if (anywhere) continue;
      break;
    }
    if (word.startsWith('--')) {
      const [, name = '', , behind] = /^--([^=]*)(=(.*))?$/s.exec(word) ?? [];
      const whole = longName(long, name);
      const option = whole === null ? undefined : long[whole];
      if (option === undefined) return refused(`--${name}`, 'unknown');
      if (option.value === 'none' && behind !== undefined) return refused(`--${name}`, 'unwanted-value');
      const end = took(
        option,
        behind ?? (option.value === 'needed' ? given[at++] : ''),
        `--${name}`,
        `--${whole}`,
      );
      if (end !== null) return end;
      continue;
    }
    for (let letter = 1; letter < word.length; letter++) {
      const character = word[letter] as string;
      const option = Object.hasOwn(short, character) ? short[character] : undefined;
      if (option === undefined) return refused(`-${character}`, 'unknown');
      const rest = option.value === 'none' ? '' : word.slice(letter + 1);
      const end = took(
        option,
        option.value === 'needed' && rest === '' ? given[at++] : rest,
        `-${character}`,
      );
      if (end !== null) return end;
      if (option.value !== 'none') break;
    }
  }
  return { kind: 'read', words: [...words, ...given.slice(at)] };
}

/** Of a name that is cut short getopt_long(3) takes the one that begins so. */
function longName(long: Options['long'], name: string): string | null {
  if (Object.hasOwn(long, name)) return name;
  const all = Object.keys(long).filter((one) => one.startsWith(name));
  const [only = null, ...others] = all;
  // Several names of the same option are no riddle.
  const isOne = others.every((other) => long[other]?.name === long[only ?? '']?.name);
  return isOne ? only : null;
}

/**
 * Options from a text: letters and names apart by blanks, each with `:` where it has a value, or `::` where it perhaps has one,
 * `=NAME` where it is another name of that one, `!` where it starts nothing, `^` where not all releases have it.
 */
export function optionsOf(text: string, anywhere = false): Options {
  const short: Record<string, Option> = {};
  const long: Record<string, Option> = {};
  for (const word of text.split(' ')) {
    const [, as = '', colons = '', , name = as, signs = ''] =
      /^([\w-]+)(:*)(=([\w-]+))?([!^]*)$/.exec(word) ?? [];
    if (as === '') continue;
    const value = colons === '' ? 'none' : colons === ':' ? 'needed' : 'optional';
    const option = { name, value, ends: signs.includes('!'), late: signs.includes('^') } as const;
    (as.length === 1 ? short : long)[as] = option;
  }
  return { short, long, anywhere };
}
