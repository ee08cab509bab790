// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose are written so
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/target/compose/dotenv.ts';

/* The rules of docker's documentation, "Syntax for environment files". */

const values = (text: string) =>
  Object.fromEntries(
    parseDotenv(text, (name) => ({ HOST: 'h' })[name]).map(({ name, value }) => [
      name,
      value.known ? value.value : value.why.code,
    ]),
  );

describe('an env file of Compose', () => {
  it.each([
    ['VAR=VAL', 'VAL'],
    ['VAR="VAL"', 'VAL'],
    ["VAR='VAL'", 'VAL'],
    ['VAR: VAL', 'VAL'],
    ['VAR = VAL  ', 'VAL'],
    ['export VAR=VAL', 'VAL'],
    ['VAR=VAL # comment', 'VAL'],
    ['VAR=VAL# not a comment', 'VAL# not a comment'],
    ['VAR="VAL # not a comment"', 'VAL # not a comment'],
    ['VAR="VAL" # comment', 'VAL'],
    ['VAR=', ''],
    ['VAR=""', ''],
    ["VAR='$OTHER'", '$OTHER'],
    ["VAR='${OTHER}'", '${OTHER}'],
    ['VAR="some\\tvalue"', 'some\tvalue'],
    ["VAR='some\\tvalue'", 'some\\tvalue'],
    ['VAR=some\\tvalue', 'some\\tvalue'],
    ['VAR="\\$HOST"', '$HOST'],
    ['VAR=${HOST}-${NONE:-d}', 'h-d'],
    ['A=1\nVAR=${A}2', '12'],
    ['VAR="a\nb"', 'a\nb'],
    ['\ufeffVAR=1\r', '1'],
  ])('%j', (text, value) => {
    expect(values(text).VAR).toBe(value);
  });

  it('leaves a name without a value, and a variable that nobody sets, to whoever calls', () => {
    expect(values('A\nB=$NONE\n# C=1\n\n')).toEqual({ A: 'caller-decides', B: 'caller-decides' });
  });

  it('says which line is none', () => {
    expect(() => values('A=1\nB C=2')).toThrow(/in a name/);
    expect(() => values('A="b')).toThrow(/does not end/);
  });
});
