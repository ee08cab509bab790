import { type Known, known } from '../../../core/known.ts';

/** What `$(NAME)` stands for; undefined: nothing does, and it stays as it is written. */
export type Mapping = (name: string) => Known<string> | undefined;

/** As Kubernetes expands variables (third_party/forked/golang/expansion, Expand): `$$` is a `$`, and nothing else is special. */
export function expand(text: string, mapping: Mapping): Known<string> {
  let doubt: Known<string> | undefined;
  const expanded = text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) => {
    if (name === undefined) return '$';
    const value = mapping(name);
    if (value === undefined) return whole;
    if (value.known) return value.value;
    doubt ??= value;
    return '';
  });
  return doubt ?? known(expanded);
}
