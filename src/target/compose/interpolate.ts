import { type Known, known, unknown } from '../../core/known.ts';

/** What a variable stands for; undefined: nobody here sets it, and whoever calls docker compose may. */
export type Lookup = (name: string) => string | undefined;

/** A text that Compose refuses. */
export class NoInterpolation extends Error {}

/** Of defaults within defaults. */
const MAX_DEPTH = 50;

/** No program is started with a variable or a word of more than 128 KiB (execve(2)). */
const MAX_LENGTH = 1024 * 1024;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * `$NAME`, `${NAME}`, `${NAME:-default}` and its like, `$$` (Compose specification, Interpolation). A default counts
 * where nobody here sets the variable; without one its value is unknown.
 *
 * @throws NoInterpolation
 */
export function interpolate(text: string, lookup: Lookup, depth = 0): Known<string> {
  if (depth > MAX_DEPTH) throw new NoInterpolation('invalid interpolation format: it is nested too deeply');
  let made = '';
  let at = 0;
  for (;;) {
    const next = text.indexOf('$', at);
    if (next < 0) return known(made + text.slice(at));
    made += text.slice(at, next);
    const rest = text.slice(next + 1);
    if (rest.startsWith('$')) {
      made += '$';
      at = next + 2;
      continue;
    }
    const [plain] = NAME.exec(rest) ?? [];
    const end = plain === undefined && rest.startsWith('{') ? closing(rest) : -1;
    if (plain === undefined && end < 0)
      throw new NoInterpolation(`invalid interpolation format: ${text.slice(next, next + 40)}`);
    const value = plain === undefined ? braced(rest.slice(1, end), lookup, depth) : replaced(plain, lookup);
    if (!value.known) return value;
    made += value.value;
    // Variables that stand for each other grow until no memory holds them.
    if (made.length > MAX_LENGTH) throw new NoInterpolation('interpolation that makes more than 1 MiB');
    at = next + 1 + (plain === undefined ? end + 1 : plain.length);
  }
}

/** Where the brace is closed that the text begins with; -1 where it is not. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function braced(text: string, lookup: Lookup, depth: number): Known<string> {
  const [name = ''] = NAME.exec(text) ?? [];
  const [, operator, word = ''] = /^(:?[-+?])(.*)$/s.exec(text.slice(name.length)) ?? [];
  if (name === '' || (operator === undefined && name.length < text.length))
    throw new NoInterpolation(`invalid interpolation format: \${${text.slice(0, 40)}}`);
  if (operator === undefined) return replaced(name, lookup);
  const value = lookup(name);
  const counts = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('-')) return counts ? known(value) : interpolate(word, lookup, depth + 1);
  if (operator.endsWith('+')) return counts ? interpolate(word, lookup, depth + 1) : known('');
  return counts ? known(value) : replaced(name, () => undefined);
}

function replaced(name: string, lookup: Lookup): Known<string> {
  const value = lookup(name);
  return value === undefined ? unknown({ code: 'caller-decides', data: { name } }) : known(value);
}
