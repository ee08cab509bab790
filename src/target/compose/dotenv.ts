import { type Known, known, unknown } from '../../core/known.ts';
import { interpolate, type Lookup } from './interpolate.ts';

/** A variable of an env file. */
export interface FileVariable {
  readonly name: string;
  /** Unknown where the name stands alone: then it is that of whoever calls docker compose. */
  readonly value: Known<string>;
  /** From 1 on. */
  readonly line: number;
}

/** A line that is no assignment. */
export class NotDotenv extends Error {
  readonly line: number;

  constructor(line: number, why: string) {
    super(why);
    this.line = line;
  }
}

const NAME = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*/;

/**
 * An env file as docker compose reads it (compose-go, dotenv): `KEY=value` and `KEY: value`, comments behind a blank,
 * quotes of either kind over several lines; variables stand for those above, then for what `lookup` knows, and not
 * within single quotes.
 *
 * @throws NotDotenv, NoInterpolation
 */
export function parseDotenv(text: string, lookup: Lookup): readonly FileVariable[] {
  const found: FileVariable[] = [];
  const above = new Map<string, Known<string>>();
  const seen: Lookup = (name) => {
    const own = above.get(name);
    return lookup(name) ?? (own?.known === true ? own.value : undefined);
  };
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    const source = lines[at] ?? '';
    if (/^[ \t]*(?:#|$)/.test(source)) continue;
    const [head, name = ''] = NAME.exec(source) ?? [];
    if (head === undefined) throw new NotDotenv(line, 'is no assignment');
    const sign = source[head.length];
    if (sign === undefined || sign === '#') {
      found.push({ name, value: unknown({ code: 'caller-decides', data: { name } }), line });
      continue;
    }
    if (sign !== '=' && sign !== ':') throw new NotDotenv(line, `has ${JSON.stringify(sign)} in a name`);
    let rest = source.slice(head.length + 1).replace(/^[ \t]+/, '');
    const quote = rest[0] === "'" || rest[0] === '"' ? rest[0] : null;
    let value: Known<string>;
    if (quote === null) value = interpolate(withoutComment(rest).trim(), seen);
    else {
      const parts: string[] = [];
      let end = endOf(rest, quote, 1);
      while (end < 0 && at + 1 < lines.length) {
        parts.push(rest);
        rest = lines[++at] ?? '';
        end = endOf(rest, quote, 0);
      }
      if (end < 0) throw new NotDotenv(line, 'begins a quote that does not end');
      const inner = [...parts, rest.slice(0, end)].join('\n').slice(1);
      value = quote === "'" ? known(inner) : interpolate(unescaped(inner), seen);
    }
    above.set(name, value);
    found.push({ name, value, line });
  }
  return found;
}

function withoutComment(text: string): string {
  const at = text.search(/(?:^|[ \t])#/);
  return at < 0 ? text : text.slice(0, at);
}

/** Where the quote ends in which the text stands from there on; -1 where it does not. */
function endOf(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', $: '$$' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (whole, one: string) => ESCAPED[one] ?? (/["\\']/.test(one) ? one : whole));
}
