import { execa } from 'execa';
import { expect, it } from 'vitest';
import { builtFile } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

/** As in a pod that shares its process namespace: process 1 holds it, each container has mounts of its own. */
async function inPod(apps: readonly string[], args: readonly string[]) {
  const script = [
    ...apps.map((zone) => `TZ=${zone} unshare -m /bin/sh -c 'exec sleep 100' &`),
    'until [ "$(grep -lx sleep /proc/[0-9]*/comm | wc -l)" = "$APPS" ]; do sleep 0.05; done',
    'unshare -m /bin/sh -c \'"$@"; exit $?\' sh "$@"',
    'exit $?',
  ].join('\n');
  const pause = `import os,sys; os.execv('/bin/sh', ['/pause', '-c', ${JSON.stringify(script)}, 'sh'] + sys.argv[1:])`;
  const words = [...builtFile(), 'check', '--only', 'timezone', '--timeout', '20s', ...args];
  const { exitCode, stdout, stderr } = await execa(
    'unshare',
    ['-m', '-p', '-f', '--kill-child', '--mount-proc', '/usr/bin/python3', '-c', pause, ...words],
    { env: cleanEnv({ APPS: String(apps.length) }), extendEnv: false, reject: false, cwd: '/' },
  );
  return { code: exitCode, stdout, stderr };
}

describeReal('--pid auto', { tools: ['unshare', 'python3'], root: true }, () => {
  it('is the process of the only other container', async () => {
    const { stdout } = await inPod(['Asia/Tokyo'], ['--pid', 'auto', '-f', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      target: { kind: 'process' },
      probes: [{ facts: { tz: 'Asia/Tokyo' } }],
    });
  });

  it('is to be chosen among several', async () => {
    const { code, stderr } = await inPod(['UTC', 'UTC'], ['--pid=auto']);
    expect(code).toBe(64);
    expect(stderr).toMatch(
      /--pid auto: 2 fit: \d+ \(sleep, uid 0\), \d+ \(sleep, uid 0\); write the number of one/,
    );
  });

  it('is none where nobody else is there', async () => {
    const { code, stderr } = await inPod([], ['--pid', 'auto']);
    expect([code, stderr]).toEqual([66, expect.stringContaining('shareProcessNamespace: true')]);
  });
});
