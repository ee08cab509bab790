import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { builtFile } from '../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../support/system/real-tools.ts';
import { type Waiting, waiting } from '../target/process/inhabitants.ts';

const SERVER = new URL('../support/system/silent-fs.py', import.meta.url).pathname;
const TIMEOUT_MS = 6000;
/** What the answer may take beyond it, in starts of the program on this machine as busy as it is. */
const STARTS = 20;

/** A process of another mount namespace, in which a file system has fallen silent. */
async function besideSilence(home: string, then: string, silent: readonly string[]): Promise<Waiting> {
  const script = [
    `/usr/bin/python3 ${SERVER} ${home}/backing ${home}/mnt /proc ${silent.join(' ')} 2> /dev/null & SERVER=$!`,
    `until grep -q " ${home}/mnt " /proc/self/mountinfo; do sleep 0.05; done`,
    then,
    'kill -9 $SERVER',
  ].join('\n');
  const env = { SSL_CERT_FILE: `${home}/mnt/ca.pem`, TZ: 'Asia/Tokyo' };
  return waiting(['unshare', '-m', '/bin/sh', '-c', script], env);
}

async function lookAt(pid: number) {
  const [program = '', ...first] = builtFile();
  const before = performance.now();
  await execa(program, [...first, '--version'], { env: cleanEnv(), extendEnv: false });
  const started = performance.now();
  const words = [
    ...first,
    ...['check', '--pid', String(pid), '--timeout', `${TIMEOUT_MS}ms`, '-f', 'json'],
    ...['--only', 'ca-certs,timezone,umask'],
  ];
  const { exitCode, stdout, stderr } = await execa(program, words, {
    ...{ env: cleanEnv(), extendEnv: false, reject: false, cwd: '/' },
  });
  const starts = (performance.now() - started - TIMEOUT_MS) / (started - before);
  return { code: exitCode, report: JSON.parse(stdout), stderr, starts };
}

describeReal(
  'a process whose files do not answer',
  { tools: ['unshare', 'fusermount3', 'python3'], root: true },
  () => {
    let home: string;
    beforeAll(() => {
      home = fs.mkdtempSync(join(tmpdir(), 'probe-env-silent-'));
      for (const folder of ['backing', 'mnt']) fs.mkdirSync(join(home, folder));
      fs.writeFileSync(join(home, 'backing/ca.pem'), 'no certificate');
    });
    afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
    let target: Waiting;
    afterEach(() => target.end());

    it('is reported in time: what lies there has no conclusion, and all else is judged', async () => {
      target = await besideSilence(home, 'echo ready; read x', ['getattr']);
      const { code, report, stderr, starts } = await lookAt(target.pid);
      expect([code, stderr]).toEqual([1, '']);
      expect(report.probes).toMatchObject([
        {
          status: 'inconclusive',
          reason: expect.stringMatching(/mnt is a fuse mount that did not answer in/),
        },
        { facts: { tz: 'Asia/Tokyo' } },
        { status: 'pass' },
      ]);
      expect(starts).toBeLessThan(STARTS);
    });

    it('is judged as on a disk where they answer', async () => {
      target = await besideSilence(home, 'echo ready; read x', []);
      const { report } = await lookAt(target.pid);
      expect(report.probes[0]).toMatchObject({ status: 'fail' });
    });

    it('is given up in time where its root itself is silent: exit code 66', async () => {
      const chroot = `/usr/bin/python3 -c "import os,sys; os.chroot('${home}/mnt'); os.chdir('/'); print('ready', os.getpid(), flush=True); sys.stdin.read()"`;
      target = await besideSilence(home, chroot, ['getattr']);
      const { code, report, starts } = await lookAt(Number(target.first.split(' ')[1]));
      expect(code).toBe(66);
      expect(report.error).toMatchObject({ kind: 'target' });
      expect(report.error.messages[0]).toMatch(/cannot be looked at: it did not answer in \d+ ms/);
      expect(starts).toBeLessThan(STARTS);
    });
  },
);
