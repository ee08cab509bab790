import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TargetDescription } from '../../../src/core/documents/target-description.ts';
import { builtFile } from '../../support/runs/built-file.ts';
import { type Group, makeGroup } from '../../support/system/cgroup.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';

describeReal('the built file on a target', { tools: ['setpriv', 'sh', 'unshare'], root: true }, () => {
  let group: Group | null = null;
  beforeAll(() => {
    try {
      group = makeGroup('probe-env-target', { cpus: 0.5, memoryBytes: 512 * 1024 * 1024 });
    } catch {
      // Where nobody may make one, the limits are those of the machine.
    }
  });
  afterAll(() => group?.remove());

  it('tells what the kernel, the shell and the group were told', () => {
    const join = (group?.procs ?? []).map((file) => `echo $$ > ${file}`);
    const script = [
      ...join,
      'umask 0027',
      'cd /usr',
      'exec env -i TZ=Asia/Tokyo A_TOKEN=x setpriv --reuid 1234 --regid 5678 --groups 5678,999 --no-new-privs --inh-caps=-all,+chown --ambient-caps=-all,+chown --bounding-set=-all,+chown,+kill "$@"',
    ].join('\n');
    const stdout = execFileSync(
      tool('sh') ?? 'sh',
      ['-c', script, 'sh', ...builtFile(), 'target', '-f', 'json', '--path', '/etc/shadow', '--path', '/usr'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const found = JSON.parse(stdout) as TargetDescription;
    expect(found.identity).toEqual({
      uid: 1234,
      gid: 5678,
      groups: expect.arrayContaining([5678, 999]),
      capabilities: { effective: '1', permitted: '1', inheritable: '1', bounding: '21', ambient: '1' },
      noNewPrivileges: true,
      umask: '0027',
    });
    expect(found.cwd).toBe('/usr');
    expect(found.environment.map(({ name, value }) => [name, value])).toEqual([
      ['TZ', 'Asia/Tokyo'],
      ['A_TOKEN', '***'],
    ]);
    expect(found.files).toMatchObject([
      { path: '/etc/shadow', type: 'file', access: { read: false, write: false, execute: false } },
      { path: '/usr', type: 'directory', mode: '0755', access: { read: true, write: false, execute: true } },
    ]);
    const mounted = found.mounts?.find(({ at }) => at === '/proc');
    expect(mounted).toMatchObject({ type: 'proc' });
    if (group !== null) expect(found.limits).toMatchObject({ cpus: 0.5, memoryBytes: 512 * 1024 * 1024 });
  });
});
