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
  for (const [index, source] of text.replace(/\r\n/g, '\n').split('\n').entries()) {
    const line = index + 1;
    const { words, comment, error } = splitLine(source);
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

const WORD = /\s*(?:(\/\/.*)|("(?:[^"\\]|\\.)*"|`[^`]*`)|(["`].*)|([(),])|((?:(?!\/\/)[^\s"`(),])+))/gy;

/** No directive has nearly so many; of a line that has, the rest would only fill the memory. */
const MAX_WORDS = 64;

function splitLine(source: string): {
  readonly words: readonly string[];
  readonly comment: string;
  readonly error: string | null;
} {
  const words: string[] = [];
  for (const [, comment, quoted, unterminated, mark, bare] of source.matchAll(WORD)) {
    if (comment !== undefined) return { words, comment: comment.slice(2).trim(), error: null };
    if (unterminated !== undefined) return { words, comment: '', error: 'unterminated quoted string' };
    words.push(quoted ?? mark ?? bare ?? '');
    if (words.length === MAX_WORDS) break;
  }
  return { words, comment: '', error: null };
}

/** A word without its quotes; null where it has quotes that a path or version may not have. */
export function unquote(word: string): string | null {
  if (word.startsWith('"')) return word.slice(1, -1).replace(/\\(.)/g, '$1');
  return /["'`]/.test(word) ? null : word;
}
