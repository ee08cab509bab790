import { type Known, known } from '../../../core/known.ts';
import type { Field } from '../manifest/field.ts';

/** What `$(NAME)` stands for; undefined: nothing does, and it stays as it is written. */
export type Mapping = (name: string) => Known<string> | undefined;

/** No program is started with a variable or a word of more than 128 KiB (execve(2)). */
const MAX_LENGTH = 1024 * 1024;

/** Variables that stand for each other grow until no memory holds them. */
class TooLong extends Error {}

/** A field's text, expanded; empty where it is not there. @throws ManifestError */
export function expandField(field: Field, mapping: Mapping): Known<string> {
  try {
    return expand(field.text() ?? '', mapping);
  } catch (error) {
    if (error instanceof TooLong)
      throw field.refused('is longer than 1 MiB with what its variables stand for');
    throw error;
  }
}

/** As Kubernetes expands variables (third_party/forked/golang/expansion, Expand): `$$` is a `$`, and nothing else is special. */
export function expand(text: string, mapping: Mapping): Known<string> {
  let expanded = '';
  let at = 0;
  const lastEnd = text.lastIndexOf(')');
  for (;;) {
    const sign = text.indexOf('$', at);
    if (sign < 0) return known(expanded + text.slice(at));
    expanded += text.slice(at, sign);
    const end = text[sign + 1] === '(' && sign < lastEnd ? text.indexOf(')', sign) : -1;
    if (end < 0) {
      // `$$` is one; any other sign behind it stays.
      expanded += '$';
      at = sign + (text[sign + 1] === '$' ? 2 : 1);
      continue;
    }
    const value = mapping(text.slice(sign + 2, end));
    if (value?.known === false) return value;
    expanded += value === undefined ? text.slice(sign, end + 1) : value.value;
    if (expanded.length > MAX_LENGTH) throw new TooLong();
    at = end + 1;
  }
}
