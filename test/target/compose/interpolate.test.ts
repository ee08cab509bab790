// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose are written so
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../../src/target/compose/interpolate.ts';
import { shellWords } from '../../../src/target/compose/words.ts';

/* The examples of the Compose specification, Interpolation. */

const lookup = (name: string) => ({ VAR: 'v', EMPTY: '', OTHER: 'o' })[name];

describe('variables in a file of Compose', () => {
  it.each([
    ['$VAR ${VAR}', 'v v'],
    ['$$VAR $${VAR}', '$VAR ${VAR}'],
    ['${EMPTY:-default} ${EMPTY-default}|', 'default |'],
    ['${NONE:-default} ${NONE-default}', 'default default'],
    ['${VAR:-${OTHER}}${NONE:-${OTHER}}', 'vo'],
    ['${NONE:-${NONE:-deep}}', 'deep'],
    ['${VAR:+set}${NONE:+set}${EMPTY:+set}${EMPTY+set}', 'setset'],
    ['${VAR:?must}', 'v'],
    ['${NONE-}', ''],
    ['plain', 'plain'],
  ])('%s', (text, made) => {
    expect(interpolate(text, lookup)).toEqual({ known: true, value: made });
  });

  it.each(['$NONE', '${NONE}', '${NONE:?must}', '${EMPTY:?must}', 'a${NONE:-${NONE}}b'])(
    '%s is that of whoever calls',
    (text) => {
      expect(interpolate(text, lookup)).toMatchObject({ known: false, why: { code: 'caller-decides' } });
    },
  );

  it.each(['$', 'a $ b', '${', '${}', '${1}', '${VAR!x}', '${VAR'])('refuses %s', (text) => {
    expect(() => interpolate(text, lookup)).toThrow(/invalid interpolation format/);
  });
});

it('refuses variables that make more than any program is started with', () => {
  expect(() => interpolate('${A}'.repeat(30), () => 'x'.repeat(50_000))).toThrow(/more than 1 MiB/);
});

describe('the words of a command', () => {
  it.each([
    ['sh -c "echo a b"', ['sh', '-c', 'echo a b']],
    [`a 'b "c"' d\\ e ""`, ['a', 'b "c"', 'd e', '']],
    ['"a\\"b" "c\\d"', ['a"b', 'c\\d']],
    ['  ', []],
  ])('%s', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });

  it('are none where a quote does not end', () => {
    expect(shellWords('a "b')).toBeNull();
  });
});
