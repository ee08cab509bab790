import { parseArgs } from 'node:util';
import type { Option } from './option.ts';
import { UsageError } from './usage-error.ts';

/** A command line taken apart, nothing yet looked up in it. */
export interface ParsedArgs {
  /** Options with what was given: the value, or true for a switch. */
  readonly given: ReadonlyMap<Option, string | true>;
  /** Of options that may be given more than once: all that was given, in order. */
  readonly repeated: ReadonlyMap<Option, readonly string[]>;
  readonly help: boolean;
  readonly version: boolean;
  readonly positionals: readonly string[];
  /** Index in argv of the first positional; -1 where there is none. */
  readonly firstPositional: number;
  /** What stands behind `--`; null where there is no `--`. */
  readonly rest: readonly string[] | null;
}

/**
 * Takes options and positionals apart as getopt_long(3) does, but with no abbreviations, and without a
 * second mention of an option: in a manifest that is a mistake, and whichever counted would surprise.
 */
export async function parseArguments(
  argv: readonly string[],
  options: readonly Option[],
): Promise<ParsedArgs> {
  const given = new Map<Option, string | true>();
  const repeated = new Map<Option, string[]>();
  const positionals: string[] = [];
  let firstPositional = -1;
  let help = false;
  let version = false;
  const end = argv.indexOf('--');
  const own = (end === -1 ? argv : argv.slice(0, end)).map((word) =>
    MESSAGE.test(word) ? MARK + word : word,
  );
  if (own.length > MAX_WORDS) throw (await import('./unknown-option.ts')).tooManyWords(own, MAX_WORDS);
  for (const token of tokensOf(own, options)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (positionals.length === 0) firstPositional = token.index;
      positionals.push(token.value.replace(MARK, ''));
      continue;
    }
    const { rawName, inlineValue } = token;
    const value = token.value?.replace(MARK, '');
    if (rawName === '--help' || rawName === '-h') help = true;
    else if (rawName === '--version') version = true;
    else {
      const option = options.find((o) => rawName === `--${o.name}` || rawName === `-${o.short}`);
      if (option === undefined)
        throw await (await import('./unknown-option.ts')).unknownOption(rawName, options);
      const repeats = option.kind === 'value' && option.repeats === true;
      if (given.has(option) && !repeats) {
        throw new UsageError(`--${option.name} is given twice${twice(option)}`);
      }
      const text = readToken(option, rawName, value, inlineValue);
      given.set(option, text);
      if (!repeats) continue;
      const before = repeated.get(option);
      if (before === undefined) repeated.set(option, [String(text)]);
      else before.push(String(text));
    }
  }
  return {
    given,
    repeated,
    help,
    version,
    positionals,
    firstPositional,
    rest: end === -1 ? null : argv.slice(end + 1),
  };
}

/** A message that begins with a dash, as of a login shell: `-bash: go: command not found`. No option is written so. */
const MESSAGE = /^(?:-[\w./-]*:|---) /;
/** Keeps Node's parser from taking it for options; no argument can have this character. */
const MARK = '\0';

/** Far more than anybody writes: Node's parser takes a step for each two of them. */
const MAX_WORDS = 20_000;

function tokensOf(args: readonly string[], options: readonly Option[]) {
  // Node's parser is loaded at its first use.
  if (args.length === 0) return [];
  const config = Object.fromEntries([
    ...options.map((o) => [
      o.name,
      {
        type: o.kind === 'switch' ? 'boolean' : 'string',
        ...(o.short === undefined ? {} : { short: o.short }),
      } as const,
    ]),
    ['help', { type: 'boolean', short: 'h' } as const],
    ['version', { type: 'boolean' } as const],
  ]);
  return parseArgs({ args: [...args], options: config, strict: false, tokens: true, allowPositionals: true })
    .tokens;
}

function readToken(
  option: Option,
  rawName: string,
  value: string | undefined,
  inline: boolean | undefined,
): string | true {
  if (option.kind === 'switch') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return true;
  }
  // An option where the value should be: the value was forgotten. Written with = it would be meant.
  if (value === undefined || (inline !== true && /^-./.test(value))) {
    throw new UsageError(`${rawName} needs a value: --${option.name} ${option.placeholder}`);
  }
  return value;
}

function twice(option: Option): string {
  return option.kind === 'value' && option.placeholder === 'LIST'
    ? '; a list is written with commas: a,b'
    : '';
}
