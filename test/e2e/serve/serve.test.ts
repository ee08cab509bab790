import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { get, open, type ServingProcess, serving, until } from '../../support/runs/serving.ts';
import { cleanEnv } from '../../support/system/real-tools.ts';

const home = mkdtempSync(join(tmpdir(), 'probe-env-serve-'));
afterAll(() => rmSync(home, { recursive: true }));

const started: ServingProcess[] = [];
const serve = async (args: readonly string[], options = {}) => {
  const agent = await serving(args, options);
  started.push(agent);
  return agent;
};
afterEach(async () => {
  for (const agent of started.splice(0)) await agent.end('SIGKILL');
});

/** What a volume of the kubelet looks like: names are links to `..data`, which is swapped in one step. */
function volume(directory: string, stamp: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(directory, stamp), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, stamp, name), content);
  symlinkSync(stamp, join(directory, '..data.new'));
  renameSync(join(directory, '..data.new'), join(directory, '..data'));
}

const policyOf = (path: string, more = '') =>
  `permissions: { paths: [{ path: ${path}, need: [read] }] }\n${more}`;

describe('serve', () => {
  it('sees a file that goes and comes, by the kernel or by the interval', async () => {
    const path = join(home, 'data');
    const config = join(home, 'policy.yaml');
    writeFileSync(path, '');
    writeFileSync(config, policyOf(path));
    const { url, log } = await serve(['--only', 'permissions', '--config', config]);
    expect((await get(`${url}/readyz`)).status).toBe(200);
    rmSync(path);
    await until(async () => (await get(`${url}/readyz`)).status === 503);
    expect((await get(`${url}/readyz`)).body).toContain('permissions/path-missing');
    expect((await get(`${url}/livez`)).status).toBe(200);
    writeFileSync(path, '');
    await until(async () => (await get(`${url}/readyz`)).status === 200);
    expect(log()).toMatch(/NOT READY 1 error: permissions\/path-missing\n[\s\S]*READY 1 probe/);
  });

  it('takes up the policy of a ConfigMap that the kubelet swaps, and refuses one that is broken', async () => {
    const mount = join(home, 'config-map');
    volume(mount, '..one', { 'policy.yaml': policyOf('/') });
    symlinkSync('..data/policy.yaml', join(mount, 'policy.yaml'));
    const { url } = await serve(['--only', 'permissions', '--config', join(mount, 'policy.yaml')]);
    const metric = async () => /reload_success (\d)/.exec((await get(`${url}/metrics`)).body)?.[1];
    expect((await get(`${url}/readyz`)).status).toBe(200);
    volume(mount, '..two', { 'policy.yaml': policyOf('/nowhere') });
    await until(async () => (await get(`${url}/readyz`)).status === 503);
    volume(mount, '..six', { 'policy.yaml': policyOf('/', 'nonsense: 1') });
    await until(async () => (await metric()) === '0');
    expect((await get(`${url}/readyz`)).status).toBe(503);
    volume(mount, '..ten', { 'policy.yaml': policyOf('/') });
    await until(async () => (await get(`${url}/readyz`)).status === 200);
    expect(await metric()).toBe('1');
  });

  it('reads the policy again on SIGHUP, and goes on', async () => {
    const { child, url } = await serve(['--only', 'umask']);
    const readAt = async () =>
      Number(/^probe_env_config_read_timestamp_seconds (\S+)/m.exec((await get(`${url}/metrics`)).body)?.[1]);
    const before = await readAt();
    child.kill('SIGHUP');
    await until(async () => (await readAt()) > before);
    expect((await get(`${url}/readyz`)).status).toBe(200);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 on %s, whoever holds connections open',
    async (signal) => {
      const { url, port, end } = await serve(['--only', 'umask', '--grace', '500ms']);
      const [idle, half, events] = await Promise.all([
        open(port, ''),
        open(port, 'GET /readyz HTTP/1.1\r\nHos'),
        open(port, 'GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      ]);
      await get(`${url}/readyz`);
      expect(await end(signal)).toBe(0);
      for (const socket of [idle, half, events]) socket.destroy();
    },
  );

  it('ends with 0 while the first look waits for what does not answer', async () => {
    const bin = join(home, 'bin');
    const started = join(home, 'go-started');
    mkdirSync(bin);
    writeFileSync(join(bin, 'go'), `#!/bin/sh\n: >${started}\nexec sleep 30\n`, { mode: 0o755 });
    const child = spawn(
      process.execPath,
      [BUNDLE, 'serve', '--profile', 'build', '--listen', '127.0.0.1:0'],
      { env: cleanEnv({ PATH: `${bin}:${process.env.PATH}` }), stdio: 'ignore' },
    );
    await until(async () => existsSync(started));
    const ended = once(child, 'exit');
    child.kill('SIGHUP');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('says who is in the way where it cannot listen', async () => {
    const { port } = await serve(['--only', 'umask']);
    const refused = (listen: string) => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [BUNDLE, 'serve', '--only', 'umask', '--listen', listen],
        { env: cleanEnv(), encoding: 'utf8' },
      );
      return [status, stderr.split('\n')[0]];
    };
    expect(refused(`127.0.0.1:${port}`)).toEqual([
      64,
      `probe-env: --listen: "127.0.0.1:${port}": another process listens there already (EADDRINUSE)`,
    ]);
    expect(refused('192.0.2.1:9640')[1]).toContain('this container has no such address');
    for (const [where, code] of [
      ['unix:/nowhere/socket', 'ENOENT'],
      ['unix:/etc/passwd', 'EEXIST'],
      ['unix:/etc', 'EEXIST'],
      ['unix:/etc/passwd/socket', 'ENOTDIR'],
      ['unix:/proc/socket', 'EACCES'],
    ] as const) {
      const [status, line] = refused(where);
      expect([where, status, /\(([A-Z]+)\)$/.exec(String(line))?.[1]]).toEqual([where, 64, code]);
    }
    expect(refused('example.com:80')[1]).toContain('names a host');
  });

  it('answers at a socket of the file system, and again where an earlier agent left one behind', async () => {
    const socket = join(home, 'agent.sock');
    for (const _ of [1, 2]) {
      const agent = await serve(['--only', 'umask', '--listen', `unix:${socket}`]);
      await agent.end('SIGKILL');
    }
    expect(started.every(({ log }) => log().includes(`answers at unix:${socket}`))).toBe(true);
  });
});

describe('run --serve', () => {
  const beside = (script: string) =>
    serve(['--serve', '--only', 'umask', '--termination-log', '/dev/null'], {
      command: ['run', '--', 'sh', '-c', script],
    });

  it('answers beside the command, and ends as it ends', async () => {
    const go = join(home, 'go');
    const { url, end } = await beside(`while test ! -e ${go}; do sleep 0.1; done; exit 7`);
    expect((await get(`${url}/readyz`)).status).toBe(200);
    writeFileSync(go, '');
    expect(await end('SIGCONT')).toBe(7);
  });

  it('passes signals on to the command', async () => {
    const ready = join(home, 'ready');
    const { end } = await beside(`trap 'exit 9' TERM; touch ${ready}; while :; do sleep 0.1; done`);
    await until(async () => existsSync(ready));
    expect(await end('SIGTERM')).toBe(9);
  });

  it('does not start the command where it cannot listen', async () => {
    const agent = await serve(['--only', 'umask']);
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        ...[BUNDLE, 'run', '--serve', '--listen', `127.0.0.1:${agent.port}`, '--only', 'umask'],
        ...['--termination-log', '/dev/null', '--', 'echo', 'started'],
      ],
      { env: cleanEnv(), encoding: 'utf8' },
    );
    expect([status, stdout]).toEqual([125, '']);
  });
});
