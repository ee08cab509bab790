import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtFile } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';
import { type Waiting, waiting } from '../../target/process/inhabitants.ts';

/** Calls that start a program, write, make, change or remove something, signal, stop or enter another process. */
const CALLS =
  'execve,execveat,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,mknod,mknodat,symlink,symlinkat,link,linkat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,truncate,ftruncate,utimensat,setxattr,lsetxattr,fsetxattr,kill,tgkill,ptrace,process_vm_readv,process_vm_writev,setns,pidfd_open,chroot,pivot_root,mount,umount2,chdir,fchdir';

describeReal('a look at another process', { tools: ['strace', 'unshare'], root: true }, () => {
  let home: string;
  let target: Waiting;
  beforeAll(async () => {
    home = fs.mkdtempSync(join(tmpdir(), 'probe-env-harmless-'));
    target = await waiting(['unshare', '-m', '/bin/sh', '-c', 'echo ready; read x'], { TZ: 'Asia/Tokyo' });
  });
  afterAll(async () => {
    await target.end();
    fs.rmSync(home, { recursive: true, force: true });
  });

  it('writes nothing, starts nothing of its and enters nothing', async () => {
    const trace = join(home, 'trace');
    const look = [...builtFile(), 'check', '--pid', String(target.pid), '--timeout', '60s', '-f', 'json'];
    const { exitCode, stdout } = await execa(
      'strace',
      ['-f', '-qq', '-s', '256', '-e', `trace=${CALLS}`, '-e', 'signal=none', '-o', trace, ...look],
      { env: cleanEnv(), extendEnv: false, reject: false, cwd: '/' },
    );
    expect(exitCode, stdout).toBeLessThan(2);
    expect(JSON.parse(stdout).probes.length).toBeGreaterThan(5);
    const calls = fs
      .readFileSync(trace, 'utf8')
      .split('\n')
      .map((line) => line.replace(/^\d+\s+/, ''))
      .filter((line) => line !== '' && !line.includes('resumed>'));
    expect(calls.some((call) => call.includes(`/proc/${target.pid}/root`))).toBe(true);
    const [program, ...bundle] = builtFile();
    const own = (call: string) => call.startsWith('execve(') && call.includes(`execve("${program}"`);
    const lists = (call: string) => /^execve\("[^"]*\/getfacl"/.test(call);
    // The two processes that look, and what tells of access lists.
    expect(calls.filter((call) => call.startsWith('exec') && !own(call) && !lists(call))).toEqual([]);
    expect(calls.filter(own).length).toBe(2);
    expect(calls.filter(own).every((call) => bundle.every((file) => call.includes(file)))).toBe(true);
    const writes = (call: string) =>
      /^(?:open|openat|openat2|creat)\(/.test(call)
        ? /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|^creat/.test(call) &&
          !/"\/dev\/null"|"\/proc\/self\/fd\//.test(call)
        : !call.startsWith('exec');
    // Node asks its own threads for nothing else.
    expect(calls.filter((call) => writes(call) && !/^(?:tgkill|kill)\(/.test(call))).toEqual([]);
    expect(calls.filter((call) => new RegExp(`^(?:tg)?kill\\(-?${target.pid}\\b`).test(call))).toEqual([]);
  });
});
