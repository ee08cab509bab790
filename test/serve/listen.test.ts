import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../../src/target/live/resident/listen.ts';
import type { Answer, Answerer, Listening } from '../../src/target/resident.ts';
import { until } from '../support/runs/serving.ts';

let listening: Listening | undefined;
afterEach(() => listening?.close(0));

async function port(answer: Answerer): Promise<number> {
  listening = await listen({ kind: 'port', address: '127.0.0.1', port: 0 }, { tls: null }, answer);
  return Number(listening.url.split(':').at(-1));
}

async function ask(at: number, text: string): Promise<Socket> {
  const socket = connect(at, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

const question = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

/** Streams that were begun and have not ended. */
function streams(): { readonly open: () => number; readonly asked: () => number; readonly answer: Answerer } {
  let [open, asked] = [0, 0];
  const stream = () => {
    open++;
    return () => void open--;
  };
  return {
    open: () => open,
    asked: () => asked,
    answer: async (): Promise<Answer> => {
      asked++;
      // Time to leave in.
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { status: 200, headers: {}, body: 'begun\n', stream };
    },
  };
}

describe('a stream', () => {
  it('is not begun for who has left before', async () => {
    const { open, asked, answer } = streams();
    const at = await port(answer);
    for (const _ of Array(20)) (await ask(at, question('/'))).resetAndDestroy();
    const stays = await ask(at, question('/'));
    await until(async () => asked() > 0 && open() > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(open()).toBe(1);
    stays.destroy();
    await until(async () => open() === 0);
  });

  it('is not begun behind another one of its connection, where nobody would hear of its end', async () => {
    const { open, asked, answer } = streams();
    const socket = await ask(await port(answer), question('/').repeat(20));
    await until(async () => asked() === 20 && open() > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(open()).toBe(1);
    socket.destroy();
    await until(async () => open() === 0);
  });
});

describe('a question', () => {
  it('under two names has both', async () => {
    const hosts: (string | undefined)[] = [];
    const at = await port(({ headers }) => {
      hosts.push(headers.host);
      return { status: 200, headers: {}, body: '' };
    });
    const socket = await ask(at, 'GET / HTTP/1.1\r\nHost: localhost\r\nhOST: evil.example\r\n\r\n');
    await until(async () => hosts.length === 1);
    expect(hosts).toEqual(['localhost, evil.example']);
    socket.destroy();
  });

  it('whose answer is known already hears of no length', async () => {
    const at = await port(() => ({ status: 304, headers: { etag: '"x"' }, body: '' }));
    const socket = await ask(at, question('/'));
    const [text] = await once(socket, 'data');
    expect(String(text)).toMatch(/^HTTP\/1\.1 304/);
    expect(String(text)).not.toMatch(/content-length|transfer-encoding/i);
    socket.destroy();
  });
});
