import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { get, type ServingProcess, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';
import { dangle, Fleet, noDebian } from './fleet.ts';

const LIMIT_MS = 180_000;

/** Calls that start a program, write, make, change or remove something, signal, trace or enter another process. */
const CALLS =
  'execve,execveat,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,mknod,mknodat,symlink,symlinkat,link,linkat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,truncate,ftruncate,utimensat,setxattr,lsetxattr,fsetxattr,kill,ptrace,process_vm_readv,process_vm_writev,setns,pidfd_open,chroot,pivot_root,mount,umount2,chdir,fchdir';

/**
 * What the DaemonSet of deploy/ gives: a pid namespace of its own, the node's /proc read-only at another path, two
 * capabilities and no way to more.
 */
const SCRIPT = `mount --make-rprivate /
mount --rbind /proc "$1"
mount -o remount,bind,ro "$1"
mount -t proc proc /proc
exec setpriv --no-new-privs --bounding-set=-all,+sys_ptrace,+dac_read_search --inh-caps=-all \\
  strace -f -qq -s 300 -e trace=${CALLS} -e signal=none -o "$2" \\
  "$3" "$4" serve --node --proc "$1" --listen 127.0.0.1:0 --interval 1s`;

describeReal(
  'the agent of a node with what its DaemonSet gives it',
  { root: true, tools: ['podman', 'runc', 'unshare', 'setpriv', 'strace', 'mount'], also: noDebian },
  () => {
    const fleet = new Fleet();
    let home: string;
    let agent: ServingProcess;

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'probe-env-rights-'));
      mkdirSync(join(home, 'proc'));
      fleet.start('sound', { flags: ['--user', '12345:0', '--cap-drop', 'all'] });
      fleet.start('broken', { change: dangle });
      const args = ['-m', '-p', '-f', '--kill-child', '/bin/sh', '-c', SCRIPT, 'sh'];
      const child = spawn(
        'unshare',
        [...args, join(home, 'proc'), join(home, 'trace'), process.execPath, BUNDLE],
        {
          env: cleanEnv(),
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let log = '';
      child.stderr?.on('data', (text: Buffer) => {
        log += text;
      });
      const ended = once(child, 'exit');
      await until(async () => /answers at \S+\n/.test(log) || child.exitCode !== null);
      const url = /answers at (http:\S+)/.exec(log)?.[1] ?? `no address: ${log}`;
      agent = {
        ...{ url, port: 0, child, log: () => log },
        end: async () => {
          child.kill('SIGKILL');
          await ended;
          return null;
        },
      };
    }, LIMIT_MS);
    afterAll(async () => {
      await agent?.end();
      fleet.podman.close();
      rmSync(home, { recursive: true, force: true });
    }, CLOSE_MS);

    it(
      'knows every container, says which rights it has, and stays with what it may',
      async () => {
        await until(async () => {
          const known = await fleet.verdicts(agent);
          return known.sound === 'ready' && known.broken === 'not-ready';
        });
        const { body } = await get(`${agent.url}/readyz?verbose`);
        for (const name of ['CAP_SYS_PTRACE', 'CAP_DAC_READ_SEARCH', 'the /proc of the node'])
          expect(body).toContain(`has ${name}`);
        const report = JSON.parse((await get(`${agent.url}/containers/${fleet.ids.sound}`)).body);
        expect(
          report.probes.find(({ name }: { name: string }) => name === 'permissions').facts,
        ).toMatchObject({
          uid: 12345,
        });

        const calls = readFileSync(join(home, 'trace'), 'utf8')
          .split('\n')
          .map((line) => line.replace(/^\d+\s+/, ''))
          .filter((line) => line !== '' && !line.includes('resumed>'));
        expect(calls.some((call) => /^openat\([^)]*\/proc\/\d+\/root"/.test(call))).toBe(true);
        const own = (call: string) => call.includes(`execve("${process.execPath}"`) && call.includes(BUNDLE);
        expect(calls.filter((call) => call.startsWith('exec') && !own(call))).toEqual([]);
        // The agent, and one that looks; on a busy machine a second one.
        expect([2, 3]).toContain(calls.filter(own).length);
        const changes = (call: string) =>
          /^(?:open|openat|openat2|creat)\(/.test(call)
            ? /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|^creat/.test(call) &&
              !/"\/dev\/null"|"\/proc\/self\/fd\//.test(call)
            : !call.startsWith('exec') && !call.startsWith('chdir("/")');
        expect(calls.filter(changes)).toEqual([]);
      },
      LIMIT_MS,
    );
  },
);
