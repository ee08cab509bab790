import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientSettings } from '../../../probes/ca-certs/clients/look.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal } from '../../support/system/real-tools.ts';

/* A server whose certificate nobody knows: who speaks to it verifies nothing, or was told of its certificate. */

const NODE = `require('node:https').get(process.argv[1], () => process.exit(0)).on('error', () => process.exit(1))`;

describeReal('git and Node, asked of a server by https', { tools: ['git', 'openssl', 'node'] }, () => {
  const home = mkdtempSync(join(tmpdir(), 'probe-env-clients-'));
  const cert = join(home, 'cert.pem');
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const key = join(home, 'key.pem');
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
    writeFileSync(join(home, 'empty.pem'), '');
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, answer) => answer.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `https://localhost:${(server.address() as AddressInfo).port}/x`;
  });
  afterAll(() => {
    server.close();
    rmSync(home, { recursive: true, force: true });
  });

  const run = (file: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const surroundings = { PATH: process.env.PATH ?? '', HOME: home, LC_ALL: 'C', ...env };
      execFile(file, args, { env: surroundings, timeout: 20_000 }, (error, _, said) =>
        resolve({ code: error === null ? 0 : 1, said }),
      );
    });
  const found = (env: Readonly<Record<string, string>>) =>
    clientSettings(liveHost({ PATH: process.env.PATH ?? '', ...env })).map(({ kind }) => kind);

  it.each(['0', '1', '', 'false', '00'])('Node, with NODE_TLS_REJECT_UNAUTHORIZED=%s', async (value) => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: value };
    const { code } = await run(process.execPath, ['-e', NODE, url], env);
    expect(found(env)).toEqual(code === 0 ? ['unverified'] : []);
  });

  it.each([null, '', '0', 'false', '1'])('git, with GIT_SSL_NO_VERIFY=%s', async (value) => {
    const env: Record<string, string> = value === null ? {} : { GIT_SSL_NO_VERIFY: value };
    const { said } = await run('git', ['ls-remote', url], env);
    // What it says of the answer is no matter here: it has taken one.
    expect(found(env)).toEqual(/certificate|SSL/i.test(said) ? [] : ['unverified']);
  });

  it.each(['cert.pem', 'empty.pem', 'gone.pem', '.', ''])('git, with GIT_SSL_CAINFO=…/%s', async (name) => {
    const env = { GIT_SSL_CAINFO: name === '' ? '' : join(home, name) };
    const { said } = await run('git', ['ls-remote', url], env);
    const cannotAsk = /Problem with the SSL CA cert|error setting certificate verify locations/.test(said);
    expect(found(env)).toEqual(cannotAsk ? ['git-ca'] : []);
  });
});
