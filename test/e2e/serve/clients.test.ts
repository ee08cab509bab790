import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, open, type ServingProcess, serving, until } from '../../support/runs/serving.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { type Group, makeGroup } from '../../support/system/cgroup.ts';

/** A minute in `npm run test:deep`. */
const STOPPED_MS = WHOLE ? 60_000 : 4000;

describe('an agent that was stopped', () => {
  it(
    'tells nothing of before as if it were of now, makes up for no look, and soon knows again',
    async () => {
      const agent = await serving(['--only', 'umask']);
      const looks = async () =>
        Number(/(\d+) looks? since/.exec((await get(`${agent.url}/readyz?verbose`)).body)?.[1]);
      try {
        const before = await looks();
        agent.child.kill('SIGSTOP');
        // Longer than three intervals of a second; the questions wait in the kernel.
        await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
        const asked = get(`${agent.url}/readyz?verbose`);
        const lives = get(`${agent.url}/livez`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        agent.child.kill('SIGCONT');
        const { status, body } = await asked;
        const age = Number(/last look ([\d.]+) s ago/.exec(body)?.[1]);
        if (status === 200) expect(age).toBeLessThanOrEqual(3);
        else expect(body).toContain('nothing is known of now');
        expect((await lives).status).toBe(200);
        await until(async () => (await get(`${agent.url}/readyz`)).status === 200);
        // The one that was due, and the one that the question asked for.
        expect(await looks()).toBeLessThanOrEqual(before + 3);
      } finally {
        await agent.end();
      }
    },
    3 * 60_000,
  );
});

describe('an agent among clients that misbehave', () => {
  let agent: ServingProcess;
  beforeAll(async () => {
    agent = await serving(['--only', 'umask']);
  });
  afterAll(() => agent.end('SIGKILL'));
  const answers = async () => (await get(`${agent.url}/readyz`)).status;

  it('answers beside 300 connections that say nothing', async () => {
    const idle = await Promise.all(Array.from({ length: 300 }, () => open(agent.port, '')));
    expect(await answers()).toBe(200);
    for (const socket of idle) socket.destroy();
  });

  it.each([
    ['say nothing', ''],
    ['never end their headers', 'GET /livez HTTP/1.1\r\n'],
    ['wait for events', 'GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['keep asking by kept connections', 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('answers who comes new beside 700 that %s', async (_, text) => {
    const held = await Promise.all(Array.from({ length: 700 }, () => open(agent.port, text)));
    expect(await answers()).toBe(200);
    for (const socket of held) socket.destroy();
  });

  it('answers beside askers who never come to an end of their headers', async () => {
    const slow = await Promise.all(
      Array.from({ length: 50 }, () => open(agent.port, 'GET /readyz HTTP/1.1\r\nX-A: b\r\n')),
    );
    expect(await answers()).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  it.each([
    [
      'headers of a mebibyte',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(1024 * 1024)}\r\n\r\n`,
      431,
    ],
    ['what is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
    [
      'two lengths',
      'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    ['a name of elsewhere', 'GET /report HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421],
    ['a whole address', 'GET http://evil.example/report HTTP/1.1\r\nHost: localhost\r\n\r\n', 421],
    ['two names', 'GET /report HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n', 421],
  ])('refuses %s, and goes on', async (_, text, status) => {
    const socket = await open(agent.port, text);
    expect(Number(/^HTTP\/1\.1 (\d+)/.exec(await heard(socket, /^HTTP.*\r\n/))?.[1])).toBe(status);
    socket.destroy();
    expect(await answers()).toBe(200);
  });

  it('answers questions that come at once in their order', async () => {
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const socket = await open(agent.port, ask('/livez') + ask('/nowhere') + ask('/livez'));
    const text = await heard(socket, /(?:HTTP\/1\.1 [\s\S]*){3}ok\n$/);
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => code)).toEqual(['200', '404', '200']);
    socket.destroy();
  });

  it('closes connections that say nothing, that never end their headers, and that send them byte by byte', async () => {
    const begin = 'GET /readyz HTTP/1.1\r\nHost: localhost\r\n';
    const [silent, half, drop] = await Promise.all([
      open(agent.port, ''),
      open(agent.port, begin),
      open(agent.port, begin),
    ]);
    const dropping = setInterval(() => drop.write('X'), 200);
    // Not once(): who writes to what is being closed has an error first.
    const closed = (socket: Socket) => new Promise((resolve) => socket.resume().once('close', resolve));
    await Promise.all([silent, half, drop].map(closed));
    clearInterval(dropping);
    expect(await answers()).toBe(200);
  }, 60_000);

  it('answers who says that nothing more comes, and closes after that', async () => {
    const socket = await open(agent.port, 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
    socket.end();
    expect(await heard(socket, /never/)).toMatch(/^HTTP\/1\.1 200[\s\S]*ok\n$/);
    expect(await answers()).toBe(200);
  });

  it('does not read what comes with a question', async () => {
    const socket = await open(
      agent.port,
      'GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nGET /nowh',
    );
    expect(await heard(socket, /ok\n$/)).toMatch(/connection: close/i);
    socket.destroy();
  });
});

describe('an agent with 64 MiB of memory', () => {
  it('looks at this machine, and answers', async (context) => {
    const group = smallGroup();
    if (group === null) return context.skip('no control group can be made');
    const agent = await serving([], { group: group.procs[0] ?? '' });
    try {
      for (const path of ['/readyz', '/readyz?verbose', '/report', '/metrics', '/'])
        expect([path, (await get(`${agent.url}${path}`)).body.length > 0]).toEqual([path, true]);
      expect(agent.child.signalCode).toBeNull();
    } finally {
      await agent.end();
      group.remove();
    }
  });
});

/** Null where none may be made. */
function smallGroup(): Group | null {
  try {
    return makeGroup(`probe-env-serve-${process.pid}`, { memoryBytes: 64 * 1024 * 1024 });
  } catch {
    return null;
  }
}

/** What comes until it looks so, or the other end closes. */
async function heard(socket: Socket, enough: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (enough.test(text)) break;
  }
  return text;
}
