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
    await until(async () => open() > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([asked(), open()]).toEqual([1, 1]);
    socket.destroy();
    await until(async () => open() === 0);
  });

  it('ends where its asker says that nothing more comes', async () => {
    const { open, answer } = streams();
    const socket = await ask(await port(answer), question('/'));
    await until(async () => open() === 1);
    socket.end();
    await until(async () => open() === 0);
  });
});

describe('who asks and reads nothing', () => {
  const MIB = 1024 * 1024;

  it('has one answer made of all that his connection asks', async () => {
    let asked = 0;
    const at = await port(() => ({ status: 200, headers: {}, body: 'x'.repeat(asked++ > 0 ? 8 * MIB : 1) }));
    const socket = (await ask(at, question('/').repeat(2000))).pause();
    await until(async () => asked > 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(asked).toBe(2);
    socket.destroy();
  });

  it('loses his place where many have left more than may be kept, the first of them first', async () => {
    let asked = 0;
    const at = await port(() => {
      asked++;
      return { status: 200, headers: {}, body: 'x'.repeat(6 * MIB) };
    });
    const gone: number[] = [];
    const sockets: Socket[] = [];
    for (let n = 0; n < 4; n++) {
      const socket = (await ask(at, question('/'))).pause();
      socket.once('close', () => gone.push(n));
      sockets.push(socket);
      await until(async () => asked > n);
    }
    // A connection that is closed is told so to who reads.
    for (const socket of sockets.slice(0, 3)) socket.resume();
    await until(async () => gone.length === 3);
    expect(gone.sort()).toEqual([0, 1, 2]);
    for (const socket of sockets) socket.destroy();
  });

  it('has to leave among two hundred where his question was answered, and nobody who has not asked yet', async () => {
    const at = await port(() => ({ status: 200, headers: {}, body: 'x' }));
    const answered = await Promise.all(Array.from({ length: 150 }, () => ask(at, question('/'))));
    await Promise.all(answered.map((socket) => once(socket, 'data')));
    const silent = await Promise.all(Array.from({ length: 60 }, () => ask(at, '')));
    await until(async () => answered.every(({ closed }) => closed));
    for (const socket of silent) socket.write(question('/'));
    await Promise.all(silent.map((socket) => once(socket, 'data')));
    for (const socket of silent) socket.destroy();
  });

  it('keeps nobody else from an answer', async () => {
    const asked: string[] = [];
    const at = await port(({ url }) => {
      asked.push(url);
      const untilMs = performance.now() + 1;
      while (performance.now() < untilMs);
      return { status: 200, headers: {}, body: url };
    });
    const slow = await Promise.all(Array.from({ length: 100 }, () => ask(at, question('/slow').repeat(40))));
    const before = asked.length;
    const socket = await ask(at, question('/new'));
    expect(String((await once(socket, 'data'))[0])).toMatch(/\/new$/);
    // Not behind all 4000: each connection has its turn.
    expect(asked.indexOf('/new') - before).toBeLessThan(1000);
    for (const one of [...slow, socket]) one.destroy();
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
