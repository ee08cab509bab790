import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { describeReal } from '../../support/system/real-tools.ts';

const BUSY = new URL('../../support/runs/busy.cjs', import.meta.url).pathname;
const FILE = '/etc/ssl/certs/ca-certificates.crt';

/** The bundle as process 1 of a container. */
function asProcessOne(options: readonly string[], args: readonly string[]) {
  const command = ['--pid', '--fork', '--mount-proc', process.execPath, ...options, BUNDLE, ...args];
  const child = spawn('unshare', command, { env: { PATH: '/usr/bin:/bin', BUSY: FILE } });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout }));
  });
  const busy = new Promise((resolve) => child.stderr.once('data', resolve));
  return { pid: child.pid ?? 0, busy, ended };
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

describeReal('as process 1', { tools: ['unshare'], root: true }, () => {
  it.skipIf(!existsSync(FILE)).each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)(
    'a busy check is ended by %s long before its deadline, and nothing is left',
    async (signal, code) => {
      const { pid, busy, ended } = asProcessOne(
        ['-r', BUSY],
        ['--profile', 'runtime', '--timeout', '600000'],
      );
      await busy;
      const [first = 0] = childrenOf(pid);
      const others = childrenOf(first);
      process.kill(first, signal);
      expect(await ended).toEqual({ code, stdout: '' });
      expect([first, ...others].filter((one) => existsSync(`/proc/${one}`))).toEqual([]);
    },
  );

  it('the answer, its code and its streams are those of any other run', async () => {
    const { ended } = asProcessOne([], ['explain', 'umask/too-open']);
    expect(await ended).toMatchObject({ code: 0, stdout: expect.stringContaining('umask/too-open') });
    expect((await asProcessOne([], ['--nonsense']).ended).code).toBe(64);
  });
});
