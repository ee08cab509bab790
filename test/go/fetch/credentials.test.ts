import { expect, it } from 'vitest';
import { makeWallet } from '../../../src/go/fetch/credentials.ts';
import type { Host } from '../../../src/target/host.ts';
import { memoryHost } from '../../support/memory-host.ts';

const SAYS = 'https://a.example.org\n\nAuthorization: Bearer t\n\nhttps://u:p@b.example.org\n\nX-Id: 1\n\n';

/** What is sent first, and where it is from. */
async function sent(goauth: string, url: string) {
  const host: Host = {
    ...memoryHost({
      env: { NETRC: '/netrc' },
      trees: [{ '/netrc': 'machine a.example.org login u password p\n' }],
    }),
    run: async () => ({ kind: 'exited', code: 0, stdout: SAYS, stderr: '' }),
  };
  return makeWallet(host, { goauth, go: null, timeoutMs: () => 1000 }).credentialsFor(url);
}

it('the first method of GOAUTH that knows a host wins', async () => {
  const url = 'https://a.example.org/m';
  expect((await sent('netrc; /bin/auth', url))?.source).toBe('.netrc');
  expect((await sent('/bin/auth; netrc', url))?.source).toBe('GOAUTH /bin/auth');
});

it('the user info of a URL is sent with headers that hold no authorization', async () => {
  const user = { authorization: `Basic ${Buffer.from('u:p').toString('base64')}` };
  expect((await sent('/bin/auth', 'https://u:p@b.example.org/m'))?.headers).toEqual({ 'x-id': '1', ...user });
});
