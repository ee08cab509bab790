import { type Known, known } from '../../../core/known.ts';

/** What `$(NAME)` stands for; undefined: nothing does, and it stays as it is written. */
export type Mapping = (name: string) => Known<string> | undefined;

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
    at = end + 1;
  }
}
