import { isShellsOwn } from '../../shell-command.ts';
import { nameOf } from './name.ts';

/** What a text for a shell starts in the end. */
export interface ShellEnd {
  readonly words: readonly string[];
  /** Where it goes first. */
  readonly directory: string | null;
  /** Variables that it sets before. */
  readonly sets: ReadonlyMap<string, string>;
  /** Files that it opens for the program to write to. */
  readonly outputs: readonly string[];
}

type Token =
  | { readonly word: readonly string[] }
  | { readonly output: string }
  | { readonly separator: '&&' | ';' | 'end' };

/** What no shell reads as anything else, without quotes. */
const PLAIN = /[\w@%+:,./=-]+/y;
const SINGLE = /'([^']*)'/y;
/** Without what is replaced in it. */
const DOUBLE = /"([^"$`\\]*)"/y;
const SEPARATOR = /[ \t]*(&&|;|\n)[ \t\n]*/y;
const BLANKS = /[ \t]+/y;
/** What the program is given to read and to write changes nothing about its start. */
const STREAMS = /(?:\d?>>?[ \t]{0,4}\/dev\/null|\d?<[ \t]{0,4}\/dev\/null|\d?>&[\d-])(?=[ \t;&\n]|$)/y;
const OUTPUT = /\d?>>?[ \t]*/y;
const POSITIONAL = /"\$([@0])"/y;

/**
 * The last command of a text in which all that stands before it only prepares: a directory, variables, options of the shell. Null
 * where anything in it is more than plain words.
 *
 * @param given what "$0" and "$@" are
 */
export function endOfShellText(
  text: string,
  shell: string,
  given: readonly [zero: string, ...rest: string[]],
): ShellEnd | null {
  const tokens = tokensOf(text.trim(), given);
  if (tokens === null) return null;
  let directory: string | null = null;
  const sets = new Map<string, string>();
  let words: string[] = [];
  let outputs: string[] = [];
  const opened: string[] = [];
  for (const token of [...tokens, END]) {
    if ('word' in token) words.push(...token.word);
    if ('output' in token) outputs.push(token.output);
    if (!('separator' in token)) continue;
    const isLast = token.separator === 'end';
    const command = withoutAssignments(words, isLast ? sets : null);
    if (command === null) return null;
    if (isLast) return endOf(command, shell, { directory, sets, outputs: [...opened, ...outputs] });
    const [name = '', ...rest] = command;
    if (name === 'cd' && directory === null && token.separator === '&&' && isDirectory(rest))
      [directory] = rest as [string];
    else if (name === 'export' && rest.length > 0) {
      if (withoutAssignments(rest, sets)?.length !== 0) return null;
    } else if (!isHarmless(name, rest) && !opens(name, rest, outputs)) return null;
    // Where that cannot be opened, what is behind && is not started; and all shells but bash end at exec then.
    if (token.separator === '&&' || (name === 'exec' && nameOf(shell) !== 'bash'))
      opened.push(...outputs.filter((path) => path.startsWith('/')));
    else if (outputs.length > 0) return null;
    [words, outputs] = [[], []];
  }
  return null;
}

const END: Token = { separator: 'end' };

function endOf(command: readonly string[], shell: string, how: Omit<ShellEnd, 'words'>): ShellEnd | null {
  const words = command[0] === 'exec' ? command.slice(1) : command;
  const [program = ''] = words;
  if (program === '' || program.startsWith('-') || isShellsOwn(program, shell)) return null;
  // Where it is looked for then, is another question.
  return how.sets.has('PATH') ? null : { words, ...how };
}

function isDirectory(rest: readonly string[]): boolean {
  return rest.length === 1 && (rest[0] as string).startsWith('/');
}

/** What changes nothing about the command behind it. */
/** `exec >>/var/log/app.log` */
function opens(name: string, rest: readonly string[], outputs: readonly string[]): boolean {
  return name === 'exec' && rest.length === 0 && outputs.length > 0;
}

function isHarmless(name: string, rest: readonly string[]): boolean {
  if (name === 'set') return rest.length > 0 && rest.every((word) => /^-[eux]+$/.test(word));
  if (name === 'umask') return rest.length === 1 && /^0?[0-7]{3}$/.test(rest[0] as string);
  return name === 'echo' || ((name === ':' || name === 'true') && rest.length === 0);
}

/** @param into takes the assignments in front of the command; null: there may be none */
function withoutAssignments(
  words: readonly string[],
  into: Map<string, string> | null,
): readonly string[] | null {
  const at = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const count = at < 0 ? words.length : at;
  if (count > 0 && into === null) return null;
  for (const word of words.slice(0, count))
    into?.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  return words.slice(count);
}

function tokensOf(text: string, [zero, ...rest]: readonly [string, ...string[]]): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const take = (pattern: RegExp) => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match !== null) at = pattern.lastIndex;
      return match;
    };
    const separator = take(SEPARATOR);
    if (separator !== null) {
      if (tokens.length === 0 || 'separator' in (tokens.at(-1) as Token)) return null;
      if (at === text.length) return separator[1] === '&&' ? null : tokens;
      tokens.push({ separator: separator[1] === '&&' ? '&&' : ';' });
      continue;
    }
    if (take(BLANKS) !== null || take(STREAMS) !== null) continue;
    if (take(OUTPUT) !== null) {
      const output = wordAt(take);
      if (output === null) return null;
      tokens.push({ output });
      continue;
    }
    const positional = take(POSITIONAL);
    if (positional !== null) {
      tokens.push({ word: positional[1] === '@' ? rest : [zero] });
      if (take(/(?=[ \t;&\n]|$)/y) === null) return null;
      continue;
    }
    const word = wordAt(take);
    if (word === null) return null;
    tokens.push({ word: [word] });
  }
  return tokens;
}

/** A word of plain and quoted pieces; null where there is more in it. */
function wordAt(take: (pattern: RegExp) => RegExpExecArray | null): string | null {
  let word: string | null = null;
  for (;;) {
    const piece = take(PLAIN)?.[0] ?? take(SINGLE)?.[1] ?? take(DOUBLE)?.[1];
    if (piece === undefined) return take(/(?=[ \t;&\n]|$)/y) === null ? null : word;
    word = `${word ?? ''}${piece}`;
  }
}
