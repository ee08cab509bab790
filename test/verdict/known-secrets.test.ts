import { expect, it } from 'vitest';
import { withoutKnown } from '../../src/verdict/known-secrets.ts';

const S = 'hunter2hunter2';

it.each([
  ['a word of a list', { GOFLAGS: `["app", "--api-key", "a ${S}"]` }, `a ${S}`, '***'],
  ['a part of a word', { GOFLAGS: `Cookie: a=${S}; b` }, `-x=${S}`, '-x=***'],
  [
    'a place in a path',
    { TZ: `user:${S}@tcp(db)` },
    `/usr/share/zoneinfo/user:${S}@tcp`,
    '/usr/share/zoneinfo/***@tcp',
  ],
  ['one of several', { A: `https://u:p1p1p1@h/?a=${S}#b` }, `u:p1p1p1 and ${S}`, '*** and ***'],
])('what is a secret in a variable is one in %s', (_, env, text, shown) => {
  expect(withoutKnown({ words: [text, 'left'], table: { text } }, env)).toEqual({
    words: [shown, 'left'],
    table: { text: shown },
  });
});

it('leaves what no variable has as a secret, and everyday words', () => {
  const value = {
    a: ['x', 'true', '/root', 'https://h.example/p', '/var/lib/postgresql/data', '/home/admin'],
  };
  const env = {
    A: 'https://h.example/p',
    B: 'https://x:true@h',
    C: 'password=yes',
    D: '/root',
    E: 'postgres://postgres:postgres@db/postgres',
    F: 'https://admin@h.example',
  };
  expect(withoutKnown(value, env)).toEqual(value);
});

it('looks for no more than 200, however many secrets an environment has', () => {
  const env = { GOFLAGS: Array.from({ length: 5000 }, (__, i) => `token=${S}${i}`).join(' ') };
  const value = { words: Array.from({ length: 2000 }, (__, i) => `word${i}`) };
  expect(withoutKnown(value, env)).toEqual(value);
});
