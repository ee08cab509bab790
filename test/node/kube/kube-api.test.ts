import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kubeApi } from '../../../src/target/live/kube/kube-api.ts';
import { Lines } from '../../../src/target/live/lines.ts';
import type { StreamListener } from '../../../src/target/node/kube/api.ts';
import { selfSigned } from '../../support/network/module-network/certificate.ts';

/* The client of the API server against a stand-in on the loopback address, over TLS. */

const PAIR = selfSigned(['127.0.0.1']);
let account: string;
let server: Server;
let answer: (question: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  account = mkdtempSync(join(tmpdir(), 'probe-env-account-'));
  writeFileSync(join(account, 'token'), 'first\n');
  writeFileSync(join(account, 'ca.crt'), PAIR.cert);
  answer = (_, response) => response.end('{}');
  server = createServer(PAIR, (question, response) => answer(question, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(account, { recursive: true });
});

const api = () =>
  kubeApi({
    ...{ host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    ...{ account, userAgent: 'probe-env/test' },
  });
const DEAF: StreamListener = { opened: () => {}, heard: () => {} };
const intoList = (lines: string[]): StreamListener => ({
  opened: () => lines.push('opened'),
  heard: (line) => lines.push(line),
});
const ask = () => api().ask({ method: 'GET', path: '/api/v1/pods?x=1' });

describe('the API server', () => {
  it('is asked with the token, which is read again when it is another', async () => {
    const seen: unknown[] = [];
    answer = ({ headers, url, method }, response) => {
      seen.push([method, url, headers.authorization]);
      response.end('{"a":1}');
    };
    expect(await ask()).toEqual({ ok: true, status: 200, text: '{"a":1}' });
    writeFileSync(join(account, 'token'), 'second');
    await ask();
    expect(seen).toEqual([
      ['GET', '/api/v1/pods?x=1', 'Bearer first'],
      ['GET', '/api/v1/pods?x=1', 'Bearer second'],
    ]);
  });

  it('is sent a body with its type', async () => {
    let heard = '';
    answer = (question, response) => {
      question.on('data', (chunk) => {
        heard += chunk;
      });
      question.on('end', () => response.end(question.headers['content-type']));
    };
    const body = { type: 'application/apply-patch+yaml', text: '{"b":"ü"}' };
    expect(await api().ask({ method: 'PATCH', path: '/x', body })).toMatchObject({ text: body.type });
    expect(heard).toBe(body.text);
  });

  it('is not believed with a certificate of somebody else, nor told the token', async () => {
    let asked = 0;
    answer = (_, response) => {
      asked++;
      response.end();
    };
    writeFileSync(join(account, 'ca.crt'), selfSigned(['127.0.0.1']).cert);
    const refused = await ask();
    expect(refused).toMatchObject({ ok: false, why: expect.stringMatching(/^is not reached \(\w+\)$/) });
    expect(asked).toBe(0);
  });

  it('is not asked without an account', async () => {
    writeFileSync(join(account, 'token'), 'se\ncret');
    expect(await ask()).toEqual({ ok: false, why: 'is not asked: ERR_INVALID_CHAR' });
    rmSync(join(account, 'token'));
    expect(await ask()).toEqual({ ok: false, why: `is not asked: ${account}/token cannot be read (ENOENT)` });
    expect(await api().stream('/x', 1000, DEAF).ended).toMatchObject({ ok: false });
  });

  it('is not there', async () => {
    const gone = api();
    await new Promise((resolve) => server.close(resolve));
    expect(await gone.ask({ method: 'GET', path: '/' })).toEqual({
      ok: false,
      why: 'is not reached (ECONNREFUSED)',
    });
  });

  it('tells in lines, whatever pieces they come in', async () => {
    answer = (_, response) => {
      response.write('{"a":');
      setTimeout(() => response.write('"ü"}\n{"b":2}\n\n{"c'), 20);
      setTimeout(() => response.end('":3}\n'), 40);
    };
    const lines: string[] = [];
    const { ended } = api().stream('/x', 10_000, intoList(lines));
    expect(await ended).toEqual({ ok: true, status: 200, text: '' });
    expect(lines).toEqual(['opened', '{"a":"ü"}', '{"b":2}', '{"c":3}']);
  });

  it('of one line in many pieces asks each piece once where the line ends', () => {
    const heard: string[] = [];
    const lines = new Lines((line) => heard.push(line));
    let asked = 0;
    const { indexOf } = String.prototype;
    const spy = vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, ...args) {
      asked += this.length;
      return indexOf.apply(this, args);
    });
    try {
      for (let n = 0; n < 10_000; n++) lines.take('abcdefghij');
      expect(lines.waiting).toBe(100_000);
      lines.take('\nx\n\ny');
    } finally {
      spy.mockRestore();
    }
    expect(heard.map(({ length }) => length)).toEqual([100_000, 1]);
    expect(lines.waiting).toBe(1);
    expect(asked).toBeLessThan(200_000);
  });

  it('has taken the question before it has anything to tell', async () => {
    answer = (_, response) => response.writeHead(200).flushHeaders();
    const opened = new Promise<void>((resolve) => {
      const stream = api().stream('/x', 60_000, {
        ...DEAF,
        opened: () => {
          resolve();
          stream.stop();
        },
      });
    });
    await opened;
  });

  it('tells nothing where it refuses', async () => {
    answer = (_, response) => response.writeHead(410).end('{"kind":"Status"}\n');
    const lines: string[] = [];
    expect(await api().stream('/x', 10_000, intoList(lines)).ended).toMatchObject({ status: 410 });
    expect(lines).toEqual([]);
  });

  it('is left where it says nothing for too long, where it is broken off, and where nobody wants to hear more', async () => {
    answer = (_, response) => response.write('{}\n');
    expect(await api().stream('/x', 200, DEAF).ended).toEqual({
      ok: false,
      why: 'does not answer in time',
    });
    const stream = api().stream('/x', 60_000, { ...DEAF, heard: () => stream.stop() });
    expect(await stream.ended).toMatchObject({ ok: false, why: 'is asked no more' });
    answer = (question, response) => response.write('{}\n', () => question.socket.destroy());
    expect(await api().stream('/x', 60_000, DEAF).ended).toMatchObject({ ok: false });
  });
});
