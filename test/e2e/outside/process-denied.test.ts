import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtFile } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';
import { inhabitant, type Told, waiting } from '../../target/process/inhabitants.ts';

const UID = 12_345;
const AS_UID = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups'];

let home: string;
let program: readonly string[];
beforeAll(() => {
  home = fs.mkdtempSync(join(tmpdir(), 'probe-env-denied-'));
  fs.chmodSync(home, 0o755);
  const [first, ...rest] = builtFile();
  // Where another user may read it.
  const copies = [...(rest.length === 0 ? [first] : rest)].map((file, i) => {
    const copy = join(home, `program-${i}${file.endsWith('.cjs') ? '.cjs' : ''}`);
    fs.copyFileSync(file, copy);
    fs.chmodSync(copy, 0o755);
    return copy;
  });
  program = rest.length === 0 ? copies : [first, ...copies];
});
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

async function lookAs(
  who: readonly string[],
  pid: number,
  {
    args = ['--only', 'umask', '--timeout', '20s'],
    env = {},
  }: { args?: readonly string[]; env?: Record<string, string> } = {},
) {
  const [first = '', ...words] = [...who, ...program, 'check', '--pid', String(pid), ...args];
  const { exitCode, stdout, stderr } = await execa(first, words, {
    ...{ env: cleanEnv(env), extendEnv: false, reject: false, cwd: '/' },
  });
  return { code: exitCode, stdout, stderr };
}

describeReal(
  'a process that may not be looked at',
  { tools: ['python3', 'setpriv', 'unshare'], root: true },
  () => {
    const refused = async (told: Told, who: readonly string[], env = {}) => {
      const target = await inhabitant(told);
      const { code, stderr } = await lookAs(who, target.pid, { env });
      await target.end();
      expect(code).toBe(66);
      return stderr.replaceAll(String(target.pid), 'PID').split('\n');
    };
    const NO_RIGHTS = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];

    it('is looked at by its own user, without any right', async () => {
      const target = await inhabitant({ uid: UID, gid: UID, groups: [4], umask: 0o27 });
      const { code, stdout } = await lookAs(AS_UID, target.pid);
      await target.end();
      expect([code, stdout]).toEqual([0, expect.stringContaining('0027')]);
    });

    it('is of another user', async () => {
      const [cause, , ...ways] = await refused({ uid: 1000, gid: 1000 }, AS_UID);
      expect(cause).toBe(
        `probe-env: --pid: process PID may not be looked at: it runs as uid 1000, gid 1000, probe-env as uid ${UID}, gid ${UID} without CAP_SYS_PTRACE`,
      );
      expect(ways.join('\n')).toMatch(/--user 1000:1000 IMAGE|"runAsUser":1000,"runAsGroup":1000/);
    });

    it('has capabilities that we lack', async () => {
      const [cause, ...ways] = await refused({}, NO_RIGHTS);
      expect(cause).toContain('it has capabilities that probe-env lacks (');
      expect(ways.join('\n')).toContain('there is no way without that right: the process is root');
    });

    it('may not be dumped', async () => {
      const [cause] = await refused({ uid: UID, gid: UID, closed: true }, AS_UID);
      expect(cause).toContain('it may not be dumped');
    });

    it('is in another user namespace', async () => {
      const maps = [`${UID} ${UID} 1\n`, `${UID} ${UID} 1\n`] as const;
      const [cause] = await refused({ maps, uid: UID, gid: UID }, AS_UID);
      expect(cause).toContain('it runs in another user namespace');
    });

    it.each([1, 2])('is hidden by /proc (hidepid=%d)', async (hidepid) => {
      const target = await waiting(['/bin/sh', '-c', 'echo ready; read x']);
      const hidden = [
        'unshare',
        '-m',
        '/bin/sh',
        '-c',
        `mount -t proc -o hidepid=${hidepid} proc /proc && exec "$@"`,
        'sh',
      ];
      const { code, stderr } = await lookAs([...hidden, ...AS_UID], target.pid);
      await target.end();
      expect([code, stderr]).toEqual([
        66,
        expect.stringContaining('/proc hides it from this user (hidepid)'),
      ]);
    });

    it('is granted by a line for Kubernetes with all that is known of the pod', async () => {
      const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', HOSTNAME: 'web-0', POD_NAMESPACE: 'shop' };
      const [, sysadmin, restricted] = await refused({ uid: 1000, gid: 3000 }, AS_UID, env);
      expect(sysadmin).toBe(
        'probe-env: with that right:  kubectl debug -n shop web-0 -it --image=IMAGE --target=CONTAINER --profile=sysadmin -- probe-env check --pid PID',
      );
      expect(restricted).toBe(
        `probe-env: as the same user, without any right:  echo '{"securityContext":{"runAsUser":1000,"runAsGroup":3000}}' >as.json && kubectl debug -n shop web-0 -it --image=IMAGE --target=CONTAINER --profile=restricted --custom=as.json -- probe-env check --pid PID`,
      );
    });
  },
);
