import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { fakeHttp } from '../support/network/online/fake-http.ts';
import { fakeNetwork } from '../support/network/online/fake-network.ts';
import { chainOf, leaf, middle, PROXY_ROOT, pemOf, root } from '../support/network/online/pki.ts';
import { runMain } from '../support/runs/run-main.ts';

const NAME = 'vault.corp.example';
const STORE = pemOf([root]);
const POLICY = JSON.stringify({
  online: { tls: [NAME], names: ['db.corp.example'], clock: [`https://${NAME}/`] },
});

/** A server whose certificate is signed by a proxy in between, and whose clock is a quarter of an hour ahead. */
const network = {
  ...fakeHttp(
    () => ({ status: 200, headers: { date: 'Sun, 22 Nov 2026 03:15:00 GMT' } }),
    Date.UTC(2026, 10, 22, 3, 0, 0),
  ),
  lookup: fakeNetwork({ [NAME]: chainOf([leaf({}, [NAME]), middle]) }).lookup,
  handshake: fakeNetwork({
    [NAME]: chainOf([leaf({ issuer: PROXY_ROOT }, [NAME])], undefined, middle),
  }).handshake,
};

describe('what the network answers, in each format', () => {
  it.each(['text', 'json', 'github', 'junit'])('%s', async (format) => {
    const { code, stdout } = await runMain(
      ['check', '--online', '--only', 'online', '-c', '/policy.yaml', '-f', format, '--timeout', '30s'],
      {
        probes,
        trees: [
          {
            '/policy.yaml': POLICY,
            '/etc/ssl/certs/ca-certificates.crt': STORE,
            '/etc/ssl/cert.pem': STORE,
          },
        ],
        network,
      },
    );
    expect(code).toBe(1);
    // Keys are made anew in each run of the tests.
    const settled = stdout
      .replace(/("sha256": )"[0-9a-f]{64}"/g, '$1"…"')
      .replace(/("version": )"\d+\.\d+\.\d+"/g, '$1"…"')
      .replace(/("node": )"v[^"]*"/g, '$1"…"')
      .replace(/("(?:durationMs|startedAt|gid|uid|arch)": )[^,\n]*/g, '$1…')
      .replace(/time="[\d.]+"|timestamp="[^"]*"/g, '');
    await expect(settled).toMatchFileSnapshot(`online/${format}.golden.txt`);
  });
});
