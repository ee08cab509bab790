/** One directive of a go.mod or go.work file, with its block's verb. */
export interface Directive {
  readonly verb: string;
  /** As they are written, with their quotes. */
  readonly words: readonly string[];
  /** Text behind `//` on the same line, without blanks around. */
  readonly comment: string;
  /** From 1. */
  readonly line: number;
}

export interface ModSyntaxError {
  readonly line: number;
  readonly message: string;
}

export interface ParsedSyntax {
  readonly directives: readonly Directive[];
  readonly errors: readonly ModSyntaxError[];
}

/**
 * The line grammar that go.mod and go.work share (golang.org/x/mod/modfile): words apart by blanks,
 * `"…"` for a word with blanks in it, `//` to the end of the line, and blocks in
 * parentheses. Errors do not stop the reading.
 */
export function parseModSyntax(text: string): ParsedSyntax {
  const directives: Directive[] = [];
  const errors: ModSyntaxError[] = [];
  let block: { readonly verb: string; readonly line: number } | null = null;
  const plain = PLAIN.test(text);
  if (text.startsWith('\ufeff')) errors.push({ line: 1, message: BYTE_ORDER_MARK });
  for (const [index, source] of text.replace(/\r\n/g, '\n').split('\n').entries()) {
    const line = index + 1;
    const { words, comment, error } = splitLine(source, plain);
    if (error !== null) errors.push({ line, message: error });
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (block !== null) {
      if (first === ')' && rest.length === 0) block = null;
      else directives.push({ verb: block.verb, words, comment, line });
    } else if (rest.length === 1 && rest[0] === '(') {
      block = { verb: first, line };
    } else if (rest.length === 2 && rest[0] === '(' && rest[1] === ')') {
      // An empty block on one line says nothing.
    } else {
      directives.push({ verb: first, words: rest, comment, line });
    }
  }
  if (block !== null) errors.push({ line: block.line, message: `block "${block.verb}" is not closed` });
  return { directives, errors };
}

/** The error of a file that editors on Windows have put a mark before. */
export const BYTE_ORDER_MARK = "unexpected input character '\\ufeff', a byte order mark";

/** ASCII without control characters: most files, in which no character can be unexpected. */
const PLAIN = /^[\t\n\r -~]*$/;

const WORD =
  /\s*(?:(\/\/.*)|("(?:[^"\\]|\\.)*"|`[^`]*`)|(["`].*)|([()[\]{},])|((?:(?!\/\/)[^\s"`()[\]{},])+))/gy;

/** No directive has nearly so many; of a line that has, the rest would only fill the memory. */
const MAX_WORDS = 64;

function splitLine(
  source: string,
  plain: boolean,
): {
  readonly words: readonly string[];
  readonly comment: string;
  readonly error: string | null;
} {
  const words: string[] = [];
  for (const [token, comment, quoted, unterminated, mark, bare] of source.matchAll(WORD)) {
    const unexpected = plain ? undefined : UNEXPECTED.exec(bare === undefined ? blanksOf(token) : token)?.[0];
    if (unexpected !== undefined) return { words, comment: '', error: unexpectedError(unexpected) };
    if (comment !== undefined) return { words, comment: comment.slice(2).trim(), error: null };
    if (unterminated !== undefined) return { words, comment: '', error: 'unterminated quoted string' };
    words.push(quoted ?? mark ?? bare ?? '');
    if (words.length === MAX_WORDS) break;
  }
  const behind = plain ? undefined : UNEXPECTED.exec(source.slice(source.trimEnd().length))?.[0];
  return { words, comment: '', error: behind === undefined ? null : unexpectedError(behind) };
}

/** What is neither a blank nor printed (modfile's isIdent): a byte order mark, a no-break space, the zeros of UTF-16. */
const UNEXPECTED = /(?![ \t\r])[\p{C}\p{Z}]/u;

/** What stands before a token: a comment, and a word in quotes, may hold any character. */
function blanksOf(token: string): string {
  return token.slice(0, token.length - token.trimStart().length);
}

function unexpectedError(character: string): string {
  return `unexpected input character ${quoteRune(character)}`;
}

const SHORT: Readonly<Record<string, string>> = { '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\v': '\\v' };

/** A character that is not printed, as Go's %#q writes it. */
function quoteRune(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = (digits: number) => code.toString(16).padStart(digits, '0');
  const long = code < 0x80 ? `\\x${hex(2)}` : code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`;
  return `'${SHORT[character] ?? long}'`;
}

/** A word without its quotes; null where it has quotes that a path or version may not have. */
export function unquote(word: string): string | null {
  if (word.startsWith('"')) return word.slice(1, -1).replace(/\\(.)/g, '$1');
  return /["'`]/.test(word) ? null : word;
}
