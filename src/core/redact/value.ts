import { REDACTED } from './redacted.ts';

/** One word of a shell, of JSON or of a list; quotes in the middle of it belong to it, those around it do not. */
const WORD = /(?:\\(?:[\s\S]|$)|\$\([^)\n]{0,999}\)?|\$(?!\()|["'](?=[\w%])|[,;](?=[^\s"'])|[^\s"'\\,;$])+/y;
/** What a shell joins to one word counts as one: `'it'\''s'`. */
const QUOTED = /(?:'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|\\['"](?=['"])|[\w$@%+])+/y;
const QUOTE = /\\{0,3}["']/y;
/** YAML goes on in lines that stand further in, and a header too (RFC 9112, section 5.2). */
const NEXT_LINE = /[\r\n]+([ \t]*)\S[^\r\n]*/y;

/** Where the value ends that begins at `at`; `open` are the quotes that stand open before its name. */
export function endOfValue(text: string, at: number, open: string): number {
  if (open !== '') return closing(text, at, open);
  const quote = match(QUOTE, text, at)?.[0] ?? '';
  if (quote.length > 1) return closing(text, at + quote.length, quote) + quote.length;
  const expression = quote === '' ? WORD : QUOTED;
  return match(expression, text, at) === null ? at : expression.lastIndex;
}

/** Where the line ends, and what belongs to it: lines that stand further in than its name. */
export function endOfLines(text: string, at: number, column: number): number {
  let end = match(/[^\r\n]*/y, text, at)?.[0].length ?? 0;
  end += at;
  for (;;) {
    const more = match(NEXT_LINE, text, end);
    if (more === null || (more[1] ?? '').length <= column) return end;
    end = NEXT_LINE.lastIndex;
  }
}

/** A value without what it says, in its quotes. */
export function hidden(value: string): string {
  const quote = match(QUOTE, value, 0)?.[0] ?? '';
  return quote + REDACTED + (value.length > quote.length && value.endsWith(quote) ? quote : '');
}

function closing(text: string, from: number, quote: string): number {
  let end = text.indexOf(quote, from);
  while (end > from && text.charAt(end - 1) === '\\') end = text.indexOf(quote, end + 1);
  return end < 0 ? text.length : end;
}

/** What a sticky expression finds at a place. */
export function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
