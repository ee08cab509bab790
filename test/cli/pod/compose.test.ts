// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose are written so
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { liveHost } from '../../support/system/live-host.ts';

const FILE = `services:
  web:
    image: app:1.4
    user: app
    env_file: [web.env]
    environment:
      TZ: "\${ZONE:-Asia/Tokio}"
      PASSWORD: hunter22
      FROM_CALLER:
    volumes:
      - ./conf:/etc/app:ro
      - data:/var/lib/app
    secrets: [key]
  other:
    image: app:1.4
volumes:
  data:
secrets:
  key: { file: key.txt }
`;

let home: string;
beforeAll(() => {
  home = fs.mkdtempSync(join(tmpdir(), 'probe-env-compose-'));
  fs.mkdirSync(join(home, 'conf'));
  fs.writeFileSync(join(home, 'conf/app.yaml'), 'a: b\n', { mode: 0o640 });
  fs.writeFileSync(join(home, 'web.env'), 'GREETING="hello ${ZONE:-nobody}"\nKEY=s3cret-key\n');
  fs.writeFileSync(join(home, 'key.txt'), 's3cret-key\n');
  fs.writeFileSync(join(home, 'compose.yaml'), FILE);
  const passwd = 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n';
  const layers = [
    tarOf([
      { name: 'etc/passwd', content: passwd },
      { name: 'home/app/', uid: 1000, gid: 1000 },
      { name: 'tmp/', mode: 0o1777 },
      { name: 'bin/app', content: '#!/bin/app\n', mode: 0o755 },
    ]),
  ];
  const history = [{ created_by: 'COPY / /' }];
  const image = { layers, history, config: { Cmd: ['/bin/app'] }, names: ['app:1.4'] };
  fs.writeFileSync(join(home, 'app.tar'), archiveOf(dockerArchive(image)));
});
afterAll(() => fs.rmSync(home, { recursive: true }));

async function runMain(args: readonly string[]) {
  const io = memoryIo();
  const code = await main([...args], sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

function run(command: string, ...args: readonly string[]) {
  return runMain([command, '--compose', join(home, 'compose.yaml'), ...args]);
}

describe('target --compose', () => {
  it('tells what docker will make of the service, and which line says so', async () => {
    const file = join(home, 'compose.yaml');
    const archive = join(home, 'app.tar');
    const options = ['--service', 'web', '--image', archive, '-f', 'json', '--path', '/etc/app/app.yaml'];
    const { stdout, stderr } = await run('target', ...options);
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/s3cret-key|hunter22/);
    const is = JSON.parse(stdout);
    expect(is.target).toMatchObject({ kind: 'image', compose: { file, service: 'web' } });
    expect(is).toMatchObject({ starts: true, cwd: '/', command: ['/bin/app'] });
    expect(is.identity).toMatchObject({ uid: 1000, gid: 1000 });
    const variable = (wanted: string) => is.environment.find(({ name }: { name: string }) => name === wanted);
    expect(variable('TZ')).toEqual({
      name: 'TZ',
      value: 'Asia/Tokio',
      origin: { kind: 'file', file, line: 7 },
    });
    expect(variable('GREETING')).toMatchObject({
      value: 'hello nobody',
      origin: { file: 'web.env', line: 1 },
    });
    expect(variable('FROM_CALLER')).toMatchObject({ value: null });
    expect(variable('HOME')).toMatchObject({ value: '/home/app' });
    expect(is.files[0]).toMatchObject({ type: 'file', mode: '0640', access: { write: false } });
  });

  it('takes variables of .env beside it, and what the call says over all', async () => {
    fs.writeFileSync(join(home, '.env'), 'ZONE=Europe/Berlin\n');
    try {
      const options = ['--service', 'web', '-f', 'json', '--env', 'NEW=1'];
      const is = JSON.parse((await run('target', ...options)).stdout);
      expect(is.environment).toContainEqual(expect.objectContaining({ name: 'TZ', value: 'Europe/Berlin' }));
      expect(is.environment).toContainEqual(expect.objectContaining({ name: 'NEW', value: '1' }));
      expect(is.target).toMatchObject({ kind: 'compose', compose: { service: 'web', variables: ['NEW'] } });
      expect(is.starts).toBeNull();
    } finally {
      fs.rmSync(join(home, '.env'));
    }
  });
});

describe('check --compose', () => {
  it('judges it by the same probes, and names the line', async () => {
    const { stdout, code } = await run(
      'check',
      '--service',
      'web',
      '--image',
      join(home, 'app.tar'),
      '-f',
      'json',
    );
    expect(code).toBe(1);
    const findings = JSON.parse(stdout).probes.flatMap((probe: { findings: unknown[] }) => probe.findings);
    const file = join(home, 'compose.yaml');
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: expect.stringMatching(/^timezone\//),
        origin: expect.arrayContaining([{ file, line: 7 }]),
      }),
    );
    const text = (await run('check', '--service', 'web', '--image', join(home, 'app.tar'))).stdout;
    expect(text.split('\n')[0]).toMatch(/^NOT READY image app:1\.4 .*, service web: /);
  });
});

describe('what cannot be looked at', () => {
  const said = async (...args: readonly string[]) => {
    const { code, stderr } = await runMain(['check', ...args]);
    return [code, stderr.split('\n')[0]];
  };
  it('a service that nobody named, or that is not there', async () => {
    const file = join(home, 'compose.yaml');
    const several = 'probe-env: --compose: it has several services: --service NAME with one of web, other';
    expect(await said('--compose', file)).toEqual([64, several]);
    expect((await said('--compose', file, '--service', 'nope'))[0]).toBe(66);
    expect((await said('--compose', join(home, 'none.yaml')))[0]).toBe(64);
  });
  it('a wrong call', async () => {
    const file = join(home, 'compose.yaml');
    expect(await said('--service', 'web')).toEqual([
      64,
      'probe-env: --service speaks of a file of docker compose: --compose FILE names it',
    ]);
    expect((await said('--compose', file, '--pod', file))[0]).toBe(64);
    expect((await said('--compose', file, '--pid', '1'))[0]).toBe(64);
    expect((await said('--compose', file, '--service', 'web', '--user', 'a'))[0]).toBe(64);
  });
  it('a file that says something impossible, with its line', async () => {
    const broken = join(home, 'broken.yaml');
    fs.writeFileSync(broken, 'services:\n  web:\n    environment:\n      A: "${"\n');
    const message = `probe-env: --compose: ${broken}:4: services.web.environment.A has an invalid interpolation format: \${`;
    expect(await said('--compose', broken)).toEqual([66, message]);
    fs.writeFileSync(broken, 'services: 7\n');
    expect((await said('--compose', broken))[0]).toBe(66);
  });
});
