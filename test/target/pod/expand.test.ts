import fc from 'fast-check';
import { expect, it } from 'vitest';
import { known } from '../../../src/core/known.ts';
import { expand } from '../../../src/target/pod/model/expand.ts';

const mapping = (name: string) => ({ A: known('1'), EMPTY: known(''), '': known('none') })[name];

it.each([
  ['$(A)', '1'],
  ['a$(A)b$(A)', 'a1b1'],
  ['$$(A)', '$(A)'],
  ['$$$(A)', '$1'],
  ['$$$$(A)', '$$(A)'],
  ['$(B)', '$(B)'],
  ['$(A', '$(A'],
  ['$(A $(A)', '$(A $(A)'],
  ['$', '$'],
  ['$$', '$'],
  ['a$', 'a$'],
  ['$A $ {A} $%', '$A $ {A} $%'],
  ['$(EMPTY)', ''],
  ['$()', 'none'],
  ['$(A)$', '1$'],
  ['', ''],
])('%j is %j', (text, expanded) => expect(expand(text, mapping)).toEqual(known(expanded)));

it('is not known where a variable is not', () => {
  const why = { code: 'may-be-of-service', data: { name: 'X' } } as const;
  expect(expand('a$(X)', () => ({ known: false, why }))).toEqual({ known: false, why });
});

/** Kubernetes' own algorithm, byte by byte (third_party/forked/golang/expansion). */
function reference(input: string): string {
  let out = '';
  let checkpoint = 0;
  for (let cursor = 0; cursor < input.length; cursor++) {
    if (input[cursor] !== '$' || cursor + 1 >= input.length) continue;
    out += input.slice(checkpoint, cursor);
    const rest = input.slice(cursor + 1);
    const end = rest[0] === '(' ? rest.indexOf(')', 1) : -1;
    let advance = 1;
    if (rest[0] === '$') out += '$';
    else if (end >= 0) {
      const name = rest.slice(1, end);
      const value = mapping(name);
      out += value?.known ? value.value : `$(${name})`;
      advance = end + 1;
    } else out += `$${rest[0]}`;
    cursor += advance;
    checkpoint = cursor + 1;
  }
  return out + input.slice(checkpoint);
}

it('is what Kubernetes makes of any text', () => {
  const text = fc.array(fc.constantFrom('$', '(', ')', 'A', 'B', ' ', '{'), { maxLength: 12 });
  fc.assert(
    fc.property(text, (signs) => {
      const input = signs.join('');
      expect(expand(input, mapping)).toEqual(known(reference(input)));
    }),
    { numRuns: 2000 },
  );
});
