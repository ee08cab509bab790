import { describe, expect, it } from 'vitest';
import { shownUrl } from '../../../src/core/redact/shown-url.ts';
import { parseAuthAnswer } from '../../../src/go/fetch/auth/answer.ts';
import { kindOf, leadsTo } from '../../../src/go/fetch/classify.ts';
import { httpDate } from '../../../src/go/fetch/http-date.ts';
import { listsVersions, problemOf } from '../../../src/go/fetch/info.ts';
import { joinUrl } from '../../../src/go/fetch/join-url.ts';
import { keepsCredentials, redirectOf } from '../../../src/go/fetch/redirect.ts';
import { backOff, retryAfter } from '../../../src/go/fetch/retry-after.ts';

describe('an answer', () => {
  it.each([
    [200, 'found'],
    [206, 'other-status'],
    [304, 'other-status'],
    [401, 'credentials'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'not-found'],
    [429, 'too-many'],
    [500, 'server-error'],
    [503, 'unavailable'],
  ] as const)('%i is %s', (status, kind) => expect(kindOf(status)).toBe(kind));

  it('leads past a comma where it is not found, and past a pipe whatever it is', () => {
    const comma = { onNotFound: 'next', onError: 'stop' } as const;
    const pipe = { onNotFound: 'next', onError: 'next' } as const;
    expect([leadsTo('not-found', comma), leadsTo('forbidden', comma)]).toEqual(['next', 'stop']);
    expect([leadsTo('forbidden', pipe), leadsTo('found', pipe)]).toEqual(['next', 'take']);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 28, 3, 0, 0);
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sat, 28 Nov 2026 03:00:10 GMT', 10_000],
    ['Sat, 28 Nov 2026 02:00:00 GMT', 0],
    ['soon', null],
    ['-1', null],
    ['1.5', null],
    ['', null],
    [undefined, null],
  ])('%s is %s ms', (text, ms) => expect(retryAfter(text, now)).toBe(ms));

  it('is at most a year', () => expect(retryAfter('999999999999', now)).toBe(366 * 86_400_000));

  it('without it the wait doubles, up to half a minute', () => {
    expect([1, 2, 3, 9, 20].map(backOff)).toEqual([100, 200, 400, 25_600, 30_000]);
  });
});

it.each([
  ['Sat, 28 Nov 2026 03:00:10 GMT', Date.UTC(2026, 10, 28, 3, 0, 10)],
  ['Sat, 31 Feb 2026 03:00:10 GMT', null],
  ['Saturday, 28-Nov-26 03:00:10 GMT', null],
  ['28 Nov 2026', null],
])('the date %s is %s', (text, at) => expect(httpDate(text)).toBe(at));

it('a file of versions with none leads to @latest', () => {
  const lists = (text: string) => listsVersions(Buffer.from(text));
  expect([
    lists(''),
    lists('v1.0.0\n'),
    lists('main\n'),
    lists('v0.0.0-20240102030405-abcdefabcdef'),
  ]).toEqual([false, true, false, false]);
});

it('a .info is read as go reads it', () => {
  const problem = (body: string, version = 'v1.0.0') => problemOf('info', version, Buffer.from(body));
  expect(problem('{"Version":"v1.0.0","Time":"2024-01-02T03:04:05Z"}')).toBe(null);
  expect(problem('{"Version":"v1.0.1"}')).toBe('another version');
  // A branch has a version that nobody knows beforehand.
  expect(problem('{"Version":"v1.0.1"}', 'main')).toBe(null);
  expect(problem('<html>')).toBe('no JSON');
});

it('a redirect leads where its place says, seen from the URL that was asked', () => {
  const from = 'https://a.example.org/m/@v/v1.info';
  expect(redirectOf(302, 'v2.info', from)).toBe('https://a.example.org/m/@v/v2.info');
  expect(redirectOf(307, '//b.example.org/x', from)).toBe('https://b.example.org/x');
  expect([
    redirectOf(302, undefined, from),
    redirectOf(304, '/x', from),
    redirectOf(200, '/x', from),
  ]).toEqual([null, null, null]);
});

it('a URL is shown without its query and its fragment', () => {
  const urls = [
    'https://b.corp.com/x?sv=1&sig=s',
    'https://u:p@b.corp.com/x',
    'https://b.corp.com/x#id_token=s',
  ];
  expect(urls.map(shownUrl)).toEqual([
    'https://b.corp.com/x?***',
    'https://***@b.corp.com/x',
    'https://b.corp.com/x',
  ]);
});

it('the query of a proxy stays behind the path of a file', () => {
  const bases = ['http://h/p?token=x', 'http://h/p/?token=x', 'http://h/p/', 'http://h'];
  expect(bases.map((base) => joinUrl(base, 'm/@v/list'))).toEqual([
    'http://h/p/m/@v/list?token=x',
    'http://h/p/m/@v/list?token=x',
    'http://h/p/m/@v/list',
    'http://h/m/@v/list',
  ]);
});

it('each line of what a command of GOAUTH prints is looked at once', () => {
  const [blocks, prefix] = [40_000, 'https://a.example.org'];
  const answer = parseAuthAnswer(`${prefix}\n\nA: b\n\n`.repeat(blocks));
  expect(answer).toHaveLength(blocks);
});

it('credentials go to the same host and to those below it', () => {
  const to = ['a.example.org', 'x.a.example.org', 'xa.example.org', 'example.org', '[::1%.a.example.org]'];
  expect(to.map((next) => keepsCredentials('a.example.org', next))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

it('the answer of a command of GOAUTH is URLs, and headers for them', () => {
  const answer =
    'https://a.example.org\nhttps://b.example.org/x y\n\nAuthorization: Bearer t \r\nX: 1\nX: 2\n\n';
  const headers = { authorization: ['Bearer t'], x: ['1', '2'] };
  expect(parseAuthAnswer(answer)).toEqual([
    { prefix: 'https://a.example.org', headers },
    { prefix: 'https://b.example.org/x%20y', headers },
  ]);
  expect(parseAuthAnswer('https://a.example.org\n\n\n')).toEqual([
    { prefix: 'https://a.example.org', headers: {} },
  ]);
  expect(parseAuthAnswer('')).toEqual([]);
});

it.each([
  'https://a.example.org\n\nno header\n\n',
  'https://a.example.org',
  'a.example.org\n\nA: b\n\n',
  'https://a b\n\nA: b\n\n',
  'https://a.example.org/%zz\n\nA: b\n\n',
  'https://a.example.org:x\n\nA: b\n\n',
])('go takes nothing of %j', (answer) => expect(parseAuthAnswer(answer)).toBe(null));
