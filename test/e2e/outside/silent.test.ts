import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtFile } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

const SERVER = new URL('../../support/system/silent-fs.py', import.meta.url).pathname;
const NEEDS = { tools: ['fusermount3', 'python3'], root: true } as const;
/** What hangs, hangs for ever. */
const LIMIT_MS = 60_000;

describeReal('a root on a file system that does not answer', NEEDS, () => {
  let home: string;
  let server: ReturnType<typeof spawn> | null;
  const at = (...names: string[]) => join(home, ...names);
  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), 'probe-env-silent-'));
    server = null;
    fs.mkdirSync(at('backing/etc'), { recursive: true });
    fs.writeFileSync(at('backing/etc/passwd'), 'app:x:1000:1000::/home/app:/bin/sh\n');
    fs.mkdirSync(at('mounted'));
    fs.mkdirSync(at('whole/data'), { recursive: true });
  });
  afterEach(() => {
    // With its server whatever waits for it goes too.
    server?.kill('SIGKILL');
    for (const name of ['mounted', 'whole/data']) spawnSync('umount', ['-l', at(name)], { stdio: 'ignore' });
    fs.rmSync(home, { recursive: true, force: true });
  });

  async function serve(mountpoint: string, ...silent: string[]) {
    server = spawn('/usr/bin/python3', [SERVER, at('backing'), mountpoint, '/proc', ...silent], {
      stdio: 'ignore',
    });
    for (let i = 0; i < 200; i++) {
      if (fs.readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${mountpoint} `)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the file system was not mounted');
  }

  /** The answer, and what became of the process. */
  const ask = (...words: string[]) => {
    const [program, ...rest] = builtFile();
    const { status, signal, stdout, stderr } = spawnSync(program, [...rest, ...words], {
      env: cleanEnv(),
      encoding: 'utf8',
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    return { status, signal, stdout, stderr };
  };

  it.each(['getattr', 'readdir', 'read'])('that is silent at %s is said to be so, in time', async (call) => {
    await serve(at('mounted'), call);
    const { status, signal, stderr } = ask('--root', at('mounted'), '--timeout', '1s', '--user', 'app');
    expect([signal, status]).toEqual([null, 66]);
    expect(stderr).toMatch(/fuse/);
    expect(stderr).toContain(at('mounted'));
  });

  it('that answers is looked at as on a disk', async () => {
    await serve(at('mounted'));
    const words = ['--user', 'app', '-f', 'json', '--only', 'timezone,ca-certs', '--timeout', '20s'];
    const [remote, disk] = [ask('--root', at('mounted'), ...words), ask('--root', at('backing'), ...words)];
    expect([remote.stderr, remote.status]).toEqual([disk.stderr, disk.status]);
    const probes = ({ stdout }: { stdout: string }) =>
      JSON.parse(stdout).probes.map(({ name, findings }: { name: string; findings: object }) => [
        name,
        findings,
      ]);
    expect(probes(remote)).toEqual(probes(disk));
  });

  it('is left out where it is mounted in the root, and the rest is told, by target too', async () => {
    await serve(at('whole/data'), 'getattr');
    const { status, stdout } = ask('target', '--root', at('whole'), '--path', '/data/x', '--path', '/');
    expect(status).toBe(0);
    expect(stdout).toMatch(/\/data\/x +not known: its file system does not answer\n +\/ +directory/);
  });
});
