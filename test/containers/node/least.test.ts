import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { LightContainers } from '../../support/system/light/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { DEBIAN } from '../images.ts';
import { type Entry, noDebian } from './fleet.ts';

const LIMIT_MS = 180_000;
const SOUND = 17;
/** Several scans, and looks at each. */
const TRACED_MS = 3000;

/** Starts, enters, signals or traces something, or makes, changes or takes it away; signal 0 asks whether a process is there. */
const NEVER =
  /^(?:execve|setns|unshare|ptrace|process_vm|pidfd|kill\(\d+, (?!0\b)|tkill|tgkill|mount|umount|pivot_root|chroot|chdir|fchdir|creat|mkdir|rmdir|mknod|unlink|rename|link|symlink|truncate|ftruncate|fallocate|f?chmod|[fl]?chown|utime|futime|[fl]?setxattr|[fl]?removexattr)/;

/** What a path may be: of a proc file system, or one bare name in a directory that is held open. */
const INSIDE = /^\/proc(?:$|\/(?:\d+|self|sys)(?:\/(?!fd\/)[^"]*)?$|\/self\/fd\/\d+(?:\/(?!\.\.?$)[^/]+)?$)/;

/** Its own policy, and where runtimes and the kubelet keep what the agent may read (docs/node.md). */
const DOCUMENTED = /^\/etc\/probe-env\.yaml$|^\/(?:run|var\/lib|var\/snap|var\/log\/pods)(?:\/|$)/;

describeReal(
  'the agent of a node, as the kernel sees it',
  { root: true, tools: ['unshare', 'mount', 'strace'], also: noDebian },
  () => {
    let home: string;
    let light: LightContainers;
    let agent: ServingProcess;

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'probe-env-canary-'));
      mkdirSync(join(home, 'certs'));
      writeFileSync(join(home, 'certs/ca.pem'), 'CANARY\n');
      light = new LightContainers(DEBIAN);
      for (let n = 0; n < SOUND; n++) light.start(n % 2, { env: { HOSTNAME: `web-${n}` } });
      const out = `/../../../../../..${home}`;
      light.start(0, {
        change: (upper) => {
          mkdirSync(join(upper, 'etc/ssl/certs'), { recursive: true });
          symlinkSync(`${out}/certs/ca.pem`, join(upper, 'etc/ssl/certs/ca-certificates.crt'));
          symlinkSync(`${out}/certs/ca.pem`, join(upper, 'etc/localtime'));
        },
      });
      light.start(0, {
        env: { SSL_CERT_DIR: '/data/certs', TZ: `:${out}/certs/ca.pem` },
        change: (upper) => {
          mkdirSync(join(upper, 'data'));
          symlinkSync(`..${out}/certs`, join(upper, 'data/certs'));
        },
      });
      light.start(0, {
        env: { SSL_CERT_FILE: `/proc/self/root${out}/certs/ca.pem`, SSL_CERT_DIR: '/proc/1/cwd' },
      });
      await light.started();
      agent = await servingNode(['--interval', '1s', '--pods', light.logs]);
    }, LIMIT_MS);
    afterAll(async () => {
      await agent?.end();
      await light?.close();
      rmSync(home, { recursive: true, force: true });
    }, CLOSE_MS);

    it(
      'opens and asks nothing outside of the roots of containers, starts nothing and writes nothing',
      async () => {
        const own = new Set(light.all.map(({ id }) => id));
        const entries = async () =>
          (JSON.parse((await get(`${agent.url}/containers`)).body).containers as Entry[]).filter(({ id }) =>
            own.has(id),
          );
        await until(async () => {
          const all = await entries();
          return all.length === own.size && all.every(({ verdict }) => verdict !== 'unknown');
        });
        const { pid = 0 } = agent.child;
        const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/);
        const trace = join(home, 'trace');
        const traced = [pid, ...children].flatMap((one) => ['-p', String(one)]);
        const strace = spawn(
          'strace',
          ['-f', '-y', '-s', '300', '-e', 'signal=none', '-o', trace, ...traced],
          {
            stdio: 'ignore',
          },
        );
        const ended = once(strace, 'exit');
        await until(async () => strace.exitCode !== null || lengthOf(trace) > 0);
        // Looks at all again, those with links among them, and whole reports.
        for (const one of light.all.slice(-4)) {
          writeFileSync(`/proc/${one.pid()}/root/etc/passwd`, 'root:x:0:0::/:/bin/sh\n');
          expect((await get(`${agent.url}/containers/${one.id}`)).body).not.toContain('CANARY');
        }
        await sleep(TRACED_MS);
        strace.kill('SIGINT');
        await ended;

        const calls = readFileSync(trace, 'utf8')
          .split('\n')
          .map((line) => line.replace(/^\d+\s+/, ''))
          .filter((line) => /^\w+\(/.test(line));
        expect(calls.some((call) => /^openat\([^"]*"\/proc\/\d+\/root"/.test(call))).toBe(true);
        expect(calls.some((call) => /^statx\([^"]*"\/proc\/self\/fd\/\d+\/etc"/.test(call))).toBe(true);
        expect(calls.filter((call) => NEVER.test(call))).toEqual([]);
        expect(
          calls.filter((call) => /^open/.test(call) && /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(call)),
        ).toEqual([]);
        // To sockets and pipes alone.
        const writes = calls.filter((call) =>
          /^(?:p?writev?\d*|send\w*|copy_file_range|splice)\(/.test(call),
        );
        expect(writes.length).toBeGreaterThan(0);
        expect(writes.filter((call) => !/^\w+\(\d+<(?:socket|pipe|anon_inode|TCP|UNIX)/.test(call))).toEqual(
          [],
        );
        const paths = calls.flatMap((call) => {
          const [, path] =
            /^(?:open|stat|lstat|newfstatat|statx|readlink|access|faccess|[fl]?getxattr|[fl]?listxattr)\w*\((?:AT_FDCWD<[^>]*>, |\d+<[^>]*>, )?"((?:[^"\\]|\\.)*)"/.exec(
              call,
            ) ?? [];
          return path === undefined || path === '' ? [] : [path];
        });
        expect(paths.length).toBeGreaterThan(1000);
        const outside = paths.filter(
          (path) => !INSIDE.test(path) && !DOCUMENTED.test(path) && !path.startsWith(light.logs),
        );
        expect([...new Set(outside)]).toEqual([]);
        // Where each descriptor led, whatever the name was.
        expect(calls.filter((call) => call.includes(`<${home}`))).toEqual([]);
      },
      LIMIT_MS,
    );
  },
);

function lengthOf(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return 0;
  }
}
