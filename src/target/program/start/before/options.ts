/** An option of a program, and how it takes its value: `optional` only behind `=`, or in the same word. */
export interface Option<Name extends string = string> {
  readonly name: Name;
  readonly value: 'none' | 'needed' | 'optional';
}

/** The options that a program knows, as it hands them to getopt_long(3). */
export interface Options<Name extends string = string> {
  readonly short: Readonly<Record<string, Option<Name>>>;
  readonly long: Readonly<Record<string, Option<Name>>>;
  /** They may stand behind what is no option, up to `--`. */
  readonly anywhere?: boolean;
}

/** What a program makes of its words. */
export type Read =
  /** What is no option. */
  | { readonly kind: 'read'; readonly words: readonly string[] }
  /** `take` ended it; the words that nobody has looked at. */
  | { readonly kind: 'ended'; readonly left: readonly string[] }
  /** As it stands there, such as `-S`; the program ends with an error. */
  | { readonly kind: 'unknown'; readonly option: string };

/**
 * Reads options as getopt_long(3) does.
 *
 * @param take told of each option, in their order; false: no more is read
 */
export function readOptions<Name extends string>(
  given: readonly string[],
  { short, long, anywhere = false }: Options<Name>,
  take: (name: Name, value: string) => boolean = () => true,
): Read {
  const words: string[] = [];
  let at = 0;
  const unknown = (option: string): Read => ({ kind: 'unknown', option });
  const ended = (): Read => ({ kind: 'ended', left: given.slice(at) });
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
      const option = longOption(long, name);
      if (option === undefined || (option.value === 'none' && behind !== undefined))
        return unknown(`--${name}`);
      const value = behind ?? (option.value === 'needed' ? given[at++] : '');
      if (value === undefined) return unknown(`--${name}`);
      if (!take(option.name, value)) return ended();
      continue;
    }
    for (let letter = 1; letter < word.length; letter++) {
      const character = word[letter] as string;
      const option = Object.hasOwn(short, character) ? short[character] : undefined;
      if (option === undefined) return unknown(`-${character}`);
      const rest = option.value === 'none' ? '' : word.slice(letter + 1);
      const value = option.value === 'needed' && rest === '' ? given[at++] : rest;
      if (value === undefined) return unknown(`-${character}`);
      if (!take(option.name, value)) return ended();
      if (option.value !== 'none') break;
    }
  }
  return { kind: 'read', words: [...words, ...given.slice(at)] };
}

/** Of a name that is cut short getopt_long(3) takes the one that begins so. */
function longOption<Name extends string>(
  long: Options<Name>['long'],
  name: string,
): Option<Name> | undefined {
  if (Object.hasOwn(long, name)) return long[name];
  const all = Object.keys(long).filter((one) => one.startsWith(name));
  const [only = '', ...others] = all;
  // Several names of the same option are no riddle.
  const isOne = others.every((other) => long[other] === long[only]);
  return isOne ? long[only] : undefined;
}
