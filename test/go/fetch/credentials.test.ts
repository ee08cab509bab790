import { expect, it } from 'vitest';
import { withUser } from '../../../src/go/fetch/auth/user.ts';
import { makeWallet } from '../../../src/go/fetch/auth/wallet.ts';
import { carrier } from '../../../src/go/fetch/redirect.ts';
import type { Host } from '../../../src/target/host.ts';
import type { RunSpec } from '../../../src/target/program/program.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';

const SAYS = 'https://a.example.org\n\nAuthorization: Bearer t\n\nhttps://u:p@b.example.org\n\nX-Id: 1\n\n';
const HEAD = { line: 'HTTP/1.1 401 Unauthorized', fields: { 'www-authenticate': ['Basic', 'Bearer'] } };

/** A wallet whose commands say this in turn, and how they were started. */
function walletOf(goauth: string, says: readonly string[] = [SAYS], go: string | null = null) {
  const started: RunSpec[] = [];
  const host: Host = {
    ...memoryHost({
      env: { NETRC: '/netrc' },
      trees: [{ '/netrc': 'machine a.example.org login u password p\n' }],
    }),
    run: async (spec) => {
      started.push(spec);
      return { kind: 'exited', code: 0, stdout: says[started.length - 1] ?? '', stderr: '' };
    },
  };
  return { wallet: makeWallet(host, { goauth, go, timeoutMs: () => 1000 }), started };
}

const URL_A = 'https://a.example.org/m';

it('the first method of GOAUTH that knows a host wins', async () => {
  const source = async (goauth: string) => (await walletOf(goauth).wallet.credentialsFor(URL_A))?.source;
  expect([await source('netrc; /bin/auth'), await source('/bin/auth; netrc')]).toEqual([
    '.netrc',
    'GOAUTH /bin/auth',
  ]);
});

it('the user info of a URL is sent with headers that hold no authorization', async () => {
  const url = 'https://u:p@b.example.org/m';
  const user = { authorization: [`Basic ${Buffer.from('u:p').toString('base64')}`] };
  const found = await walletOf('/bin/auth').wallet.credentialsFor(url);
  expect(withUser(url, found)?.headers).toEqual({ 'x-id': ['1'], ...user });
});

it('what a command said stays after a refusal, of which it is told, until it says otherwise', async () => {
  const forgets = 'https://a.example.org\n\n\n';
  const { wallet, started } = walletOf('/bin/auth "a b"', [SAYS, '', forgets]);
  const first = await wallet.credentialsFor(URL_A);
  expect(await wallet.afterRefusal(URL_A, HEAD)).toEqual(first);
  expect(await wallet.afterRefusal(URL_A, HEAD)).toBe(null);
  expect(started.map(({ args, input }) => [args, input])).toEqual([
    [['a b'], undefined],
    [['a b', URL_A], 'HTTP/1.1 401 Unauthorized\nWww-Authenticate: Basic, Bearer\n\n'],
    [['a b', URL_A], 'HTTP/1.1 401 Unauthorized\nWww-Authenticate: Basic, Bearer\n\n'],
  ]);
});

it('a prefix below the host counts from Go 1.25 on', async () => {
  const says = ['https://a.example.org/x/\n\nA: b\n\n'];
  const source = async (go: string) =>
    (await walletOf('/bin/auth', says, go).wallet.credentialsFor('https://a.example.org/x/y'))?.source;
  expect([await source('1.24.4'), await source('1.25.12')]).toEqual([undefined, 'GOAUTH /bin/auth']);
});

it('what proves who asks comes back on the way before Go 1.22.11', () => {
  const credentials = { headers: { authorization: ['x'], 'x-id': ['1'] }, source: 'x' };
  const way = (go: string) => {
    const { to } = carrier('https://a.example.org/', credentials, go);
    return ['https://c.example.org/', 'https://sub.c.example.org/'].map((url) =>
      Object.keys(to(url)?.headers ?? {}),
    );
  };
  expect(way('1.21.13')).toEqual([['x-id'], ['authorization', 'x-id']]);
  expect(way('1.22.12')).toEqual([['x-id'], ['x-id']]);
  expect(way('1.23.4')).toEqual([['x-id'], ['authorization', 'x-id']]);
});
