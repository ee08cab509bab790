import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { keyPair, makeCert, pem } from '../../support/files/certs.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { type ServingProcess, serving, until } from '../../support/runs/serving.ts';
import { cleanEnv } from '../../support/system/real-tools.ts';

const WORD = 'only-the-scraper-knows-this';

const home = mkdtempSync(join(tmpdir(), 'probe-env-serve-tls-'));
afterAll(() => rmSync(home, { recursive: true }));
let agent: ServingProcess | undefined;
afterEach(() => agent?.end('SIGKILL'));

/** Writes a certificate of that name, signed by itself, with its key. */
function write(cn: string): void {
  const key = keyPair('p256', 7);
  writeFileSync(join(home, 'tls.crt'), pem(makeCert({ cn, key })));
  writeFileSync(join(home, 'tls.key'), key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** Whose certificate it shows, and the first line of its answer. */
function ask(port: number, path: string, headers: readonly string[] = []): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const { subject }: DetailedPeerCertificate = socket.getPeerCertificate(true);
      let answer = '';
      socket.on('data', (text) => {
        answer += text;
      });
      socket.on('end', () => resolve([String(subject.CN), answer.split('\r\n', 1)[0] ?? '']));
      socket.write(
        [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'),
      );
    });
    socket.on('error', reject);
  });
}

describe('serve by HTTPS', () => {
  it('shows the certificate that is there now, and metrics to who has the word', async () => {
    write('first');
    writeFileSync(join(home, 'token'), `${WORD}\n`);
    agent = await serving([
      ...['--only', 'umask', '--tls-cert', join(home, 'tls.crt'), '--tls-key', join(home, 'tls.key')],
      ...['--token-file', join(home, 'token')],
    ]);
    const { url, port } = agent;
    expect(url).toMatch(/^https:/);
    expect(await ask(port, '/readyz')).toEqual(['first', 'HTTP/1.1 200 OK']);
    expect(await ask(port, '/metrics')).toEqual(['first', 'HTTP/1.1 401 Unauthorized']);
    const known = [`Authorization: Bearer ${WORD}`];
    expect(await ask(port, '/metrics', known)).toEqual(['first', 'HTTP/1.1 200 OK']);
    write('second');
    await until(async () => (await ask(port, '/livez'))[0] === 'second');
    // Half a certificate is passed over, and the one before stays.
    writeFileSync(join(home, 'tls.crt'), '-----BEGIN CERTIFICATE-----\n');
    await until(async () => /stay in use: .*tls\.crt/.test(agent?.log() ?? ''));
    expect(await ask(port, '/livez')).toEqual(['second', 'HTTP/1.1 200 OK']);
    // Nor are files that OpenSSL would take, and by which nobody could connect.
    for (const name of ['tls.crt', 'tls.key']) writeFileSync(join(home, name), '');
    await until(async () => /stay in use: .*no start line/.test(agent?.log() ?? ''));
    expect(await ask(port, '/livez')).toEqual(['second', 'HTTP/1.1 200 OK']);
    write('third');
    await until(async () => (await ask(port, '/livez'))[0] === 'third');
    expect(agent.log()).toContain('can be used again');
  });

  it('does not begin with what nobody could connect by', () => {
    write('first');
    writeFileSync(join(home, 'empty'), '');
    writeFileSync(
      join(home, 'rsa.key'),
      keyPair('rsa2048', 7).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    const at = (name: string) => join(home, name);
    for (const [cert, key] of [
      ['empty', 'empty'],
      ['tls.crt', 'empty'],
      ['tls.crt', 'rsa.key'],
      ['tls.key', 'tls.key'],
    ] as const) {
      const { status } = spawnSync(
        process.execPath,
        [
          BUNDLE,
          'serve',
          '--only',
          'umask',
          '--listen',
          '127.0.0.1:0',
          '--tls-cert',
          at(cert),
          '--tls-key',
          at(key),
        ],
        { env: cleanEnv(), timeout: 30_000 },
      );
      expect([cert, key, status]).toEqual([cert, key, 64]);
    }
  });
});
