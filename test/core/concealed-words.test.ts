import { expect, it } from 'vitest';
import { REDACTED } from '../../src/core/redact/redacted.ts';
import { concealedWords } from '../../src/core/redact/words.ts';

it.each<[string, readonly string[], readonly string[]]>([
  ['the word behind a flag for a secret', ['/app', '--token', 'canary'], ['/app', '--token', REDACTED]],
  ['such a word that begins with a dash', ['/app', '--token', '-canary'], ['/app', '--token', REDACTED]],
  ['behind a shorter name', ['/app', '--db-pwd', 'canary'], ['/app', '--db-pwd', REDACTED]],
  ['behind an equals sign', ['/app', '--db-pwd=canary'], ['/app', `--db-pwd=${REDACTED}`]],
  [
    'a variable',
    ['env', 'DB_PWD=a canary', 'PWD=/srv', '/app'],
    ['env', `DB_PWD=${REDACTED}`, 'PWD=/srv', '/app'],
  ],
  ['the password of a user', ['curl', '-u', 'me:canary'], ['curl', '-u', `me:${REDACTED}`]],
  ['among other letters', ['curl', '-su', 'me:canary'], ['curl', '-su', `me:${REDACTED}`]],
  ['with its flag in one word', ['curl', '-ume:canary'], ['curl', `-ume:${REDACTED}`]],
  ['by a long name', ['curl', '--proxy-user', 'me:can:ary'], ['curl', '--proxy-user', `me:${REDACTED}`]],
  ['what sshpass is given', ['sshpass', '-p', 'canary', 'ssh'], ['sshpass', '-p', REDACTED, 'ssh']],
])('of a command %s is not shown', (_, words, shown) => {
  expect(concealedWords(words)).toEqual(shown);
});

it('shows words in which nothing is secret', () => {
  const words = ['docker', '-u', '1000:1000', '-v', '/a:/b', '--port=80', 'host:80', 'A=b', '--', '-x'];
  expect(concealedWords(words)).toEqual(words);
});
