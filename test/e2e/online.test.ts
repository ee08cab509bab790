import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CHAINS, type Chain, pemOf, root } from '../support/network/online/pki.ts';
import { type StandIn, tlsServer } from '../support/network/online/servers.ts';
import { builtFile } from '../support/runs/built-file.ts';
import { cleanEnv } from '../support/system/real-tools.ts';

/** Writes down every name and address that Node is told to ask. */
const HOOK = `
const { appendFileSync } = require('node:fs');
const net = require('node:net');
const note = (what) => appendFileSync(process.env.ASKED, what + '\\n');
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) { note('connect'); return connect.apply(this, args); };
for (const [name, call] of Object.entries(require('node:dns')))
  if (typeof call === 'function') require('node:dns')[name] = (...args) => { note(name); return call(...args); };
const dgram = require('node:dgram');
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) { note('send'); return send.apply(this, args); };
`;

let folder: string;
let server: StandIn & { readonly count: () => number };
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probe-env-e2e-online-'));
  mkdirSync(at('none'));
  let count = 0;
  const standIn = await tlsServer(CHAINS.good?.() as Chain, {
    watched: (inner: Server) => inner.on('connection', () => count++),
  });
  server = { ...standIn, count: () => count };
  writeFileSync(at('bundle.pem'), pemOf([root]));
  writeFileSync(at('hook.cjs'), HOOK);
  writeFileSync(
    at('policy.yaml'),
    stringify({ online: { tls: [`localhost:${server.port}`], names: ['localhost'] } }),
  );
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the built file with that policy; `asked`: what Node was told to ask, where Node can be made to tell. */
async function run(...args: readonly string[]) {
  return runIn({}, '30s', ...args);
}

async function runIn(more: Readonly<Record<string, string>>, timeout: string, ...args: readonly string[]) {
  rmSync(at('asked'), { force: true });
  const [file, ...first] = builtFile();
  const env = cleanEnv({
    SSL_CERT_FILE: at('bundle.pem'),
    SSL_CERT_DIR: at('none'),
    NODE_EXTRA_CA_CERTS: at('bundle.pem'),
    ASKED: at('asked'),
    ...more,
    ...(first.length > 0 ? { NODE_OPTIONS: `--require ${at('hook.cjs')}` } : {}),
  });
  const words = [...first, '-c', at('policy.yaml'), '--timeout', timeout, ...args];
  const before = server.count();
  const told = await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(file, words, { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
  const asked = existsSync(at('asked')) ? readFileSync(at('asked'), 'utf8') : '';
  return { ...told, asked, connections: server.count() - before };
}

describe('the network', () => {
  it('is not asked without --online, whatever the policy names', async () => {
    const { code, stdout, asked, connections } = await run('--only', 'online,ca-certs');
    expect([code, asked, connections]).toEqual([0, '', 0]);
    expect(stdout).toMatch(/online +skipped: not asked without --online/);
  });

  it('is asked with it', async () => {
    const { code, stdout, connections } = await run('--only', 'online', '--online', '--format', 'json');
    expect(code).toBe(0);
    expect(connections).toBeGreaterThan(0);
    const { probes } = JSON.parse(stdout);
    expect(probes[0]).toMatchObject({
      name: 'online',
      status: 'pass',
      facts: {
        servers: [{ verdicts: { go: 'accepted', node: 'accepted' }, chain: [{ subject: 'localhost' }, {}] }],
        names: [{ name: 'localhost' }],
      },
    });
  });

  it('is not asked by route without --online, and is with it', async () => {
    const env = { GOPROXY: `https://localhost:${server.port}`, GOSUMDB: 'off', HOME: folder };
    const words = ['route', '-f', 'json', 'golang.org/x/text@v0.3.0'];
    const { stdout, asked, connections } = await runIn(env, '30s', ...words);
    expect([JSON.parse(stdout).online, asked, connections]).toEqual([null, '', 0]);
    // The stand-in shakes hands and says no more.
    const online = await runIn(env, '4s', ...words, '--online');
    expect([online.code, online.connections]).toEqual([1, 1]);
    expect(JSON.parse(online.stdout).modules[0].asked).toMatchObject({
      outcome: 'undecided',
      sources: [{ kind: 'no-answer', requests: [{ failure: { stage: 'request', code: 'TIMEOUT' } }] }],
    });
  });

  it('is not asked about another container', async () => {
    const { code, stderr, connections } = await run('--online', '--root', folder);
    expect([code, connections]).toEqual([64, 0]);
    expect(stderr).toContain('--online asks from the container that probe-env runs in');
  });
});
