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

interface Option {
  readonly name: 'clear' | 'unset' | 'chdir' | 'split' | 'none' | 'refused';
  readonly value: 'none' | 'needed' | 'behind-equals';
}

const CLEAR: Option = { name: 'clear', value: 'none' };
const UNSET: Option = { name: 'unset', value: 'needed' };
const CHDIR: Option = { name: 'chdir', value: 'needed' };
const SPLIT: Option = { name: 'split', value: 'needed' };
const SIGNALS: Option = { name: 'none', value: 'behind-equals' };
const PLAIN: Option = { name: 'none', value: 'none' };
/** With a command it is a mistake, or none is started. */
const REFUSED: Option = { name: 'refused', value: 'none' };

const SHORT: ReadonlyMap<string, Option> = new Map([
  ['i', CLEAR],
  ['u', UNSET],
  ['C', CHDIR],
  ['S', SPLIT],
  ['v', PLAIN],
  ['a', { name: 'none', value: 'needed' }],
  ['0', REFUSED],
]);

const LONG: Readonly<Record<string, Option>> = {
  'ignore-environment': CLEAR,
  unset: UNSET,
  chdir: CHDIR,
  'split-string': SPLIT,
  'block-signal': SIGNALS,
  'default-signal': SIGNALS,
  'ignore-signal': SIGNALS,
  'list-signal-handling': PLAIN,
  debug: PLAIN,
  argv0: { name: 'none', value: 'needed' },
  null: REFUSED,
  help: REFUSED,
  version: REFUSED,
};

/** Of a name that is cut short getopt_long(3) takes the one that begins so. */
function longOption(name: string): Option | undefined {
  if (Object.hasOwn(LONG, name)) return LONG[name];
  const [only, ...others] = Object.keys(LONG).filter((long) => long.startsWith(name));
  return only === undefined || others.length > 0 ? undefined : LONG[only];
}

/** As many words as a command has at most that anybody looks at. */
const MAX_SPLITS = 8;

/**
 * The words behind `env`, as GNU coreutils reads them; busybox has -i, -u and - of it.
 *
 * @returns null where it starts nothing, or nobody can tell what
 */
export function envCommand(given: readonly string[]): EnvCommand | null {
  let rest = given;
  let at = 0;
  let directory: string | null = null;
  let clears = false;
  let splits = 0;
  const unset: string[] = [];
  /** False: it starts nothing that can be told. */
  const apply = ({ name }: Option, value: string): boolean => {
    if (name === 'clear') clears = true;
    if (name === 'unset') unset.push(value);
    if (name === 'chdir') directory = value;
    if (name === 'split') {
      // Quotes, variables and comments of -S.
      if (/[\\"'$#]/.test(value) || ++splits > MAX_SPLITS) return false;
      rest = [...value.split(/[ \t\n\v\f\r]+/).filter((word) => word !== ''), ...rest.slice(at)];
      at = 0;
    }
    return name !== 'refused';
  };
  while (rest[at]?.startsWith('-') && rest[at] !== '-') {
    const word = rest[at++] as string;
    if (word === '--') break;
    if (word.startsWith('--')) {
      const [, name = '', , value] = /^--([^=]*)(=(.*))?$/s.exec(word) ?? [];
      const option = longOption(name);
      if (option === undefined || (option.value === 'none' && value !== undefined)) return null;
      const needed = option.value === 'needed' ? (value ?? rest[at++]) : '';
      if (needed === undefined || !apply(option, needed)) return null;
      continue;
    }
    for (let letter = 1; letter < word.length; letter++) {
      const option = SHORT.get(word[letter] as string);
      if (option === undefined) return null;
      const takes = option.value === 'needed';
      const value = takes ? word.slice(letter + 1) || rest[at++] : '';
      if (value === undefined || !apply(option, value)) return null;
      if (takes) break;
    }
  }
  if (rest[at] === '-') {
    clears = true;
    at++;
  }
  const left = rest.slice(at);
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
