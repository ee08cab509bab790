import { describe, expect, it } from 'vitest';
import { fileOf } from '../../../src/target/describe/files.ts';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { type KubeletCase, podImage, recordedCases } from './kubelet.ts';

const cases = recordedCases();
const operator = { now: () => 0, monotonic: () => 0 };

function predicted({ pod, objects, image }: KubeletCase) {
  const text = [...objects, pod].map((object) => JSON.stringify(object, null, 2)).join('\n---\n');
  const manifest = objectsOf(readManifest(text, 'pod.yaml'), 'pod.yaml');
  const selected = selectContainer(manifest, 'app');
  const target = { kind: 'live' } as const;
  return podContainer(operator, manifest, selected, podImage(image), NOTHING_GIVEN, target);
}

describe.skipIf(cases === null)(
  'what a real kubelet made of it (not recorded beside this repository)',
  () => {
    it.each((cases ?? []).map((one) => [one.name, one] as const))('%s', (_, one) => {
      const { made } = one;
      const is = predicted(one);
      const why = `${is.troubles.map(({ reason, message }) => `${reason}: ${message}`)} ${JSON.stringify(is.doubts)}`;
      if (is.starts !== null) expect(is.starts, why).toBe(made.state === 'running');
      if (made.state !== 'running') {
        if (is.starts === false && made.reason !== undefined)
          expect(is.troubles.map(({ reason }) => reason)).toContain(made.reason);
        return;
      }
      const shell = is.command.known && is.command.value[0] === 'sh';
      const wanted = new Map((made.environ ?? []).map((line) => line.split(/=(.*)/s) as [string, string]));
      const known = is.environment.filter(({ value }) => value.known);
      if (!shell) {
        expect(is.environment.map(({ name }) => name).sort()).toEqual([...wanted.keys()].sort());
        expect(made.cmdline).toEqual(is.command.known ? is.command.value : null);
      }
      // The recording was read as text, in which Python makes one line end of two.
      const recordedValue = (value: string) => value.replaceAll('\r\n', '\n');
      for (const { name, value } of known)
        expect([name, wanted.get(name)]).toEqual([name, value.known && recordedValue(value.value)]);
      const status = made.status ?? {};
      const hex = (name: string) => BigInt(`0x${status[name]}`).toString(16);
      const { identity } = is;
      expect(identity).toEqual({
        uid: Number(status.Uid?.split(' ')[0]),
        gid: Number(status.Gid?.split(' ')[0]),
        groups: (status.Groups ?? '').split(' ').map(Number),
        capabilities: {
          inheritable: hex('CapInh'),
          ambient: hex('CapAmb'),
          // Of a privileged container they are the node's.
          effective: identity.capabilities.effective === null ? null : hex('CapEff'),
          permitted: identity.capabilities.permitted === null ? null : hex('CapPrm'),
          bounding: identity.capabilities.bounding === null ? null : hex('CapBnd'),
        },
        noNewPrivileges: status.NoNewPrivs === '1',
        umask: status.Umask,
      });
      expect(is.cwd).toBe(made.cwd);
      const own = is.mounts.map(({ place, readOnly }) => `${place} ${readOnly ? 'ro' : 'rw'}`);
      const kernel = ['/proc', '/dev', '/dev/pts', '/dev/mqueue', '/sys'];
      const recorded = (made.mounts ?? [])
        .filter(({ at }) => at !== '/' && !kernel.includes(at))
        .map(({ at, options }) => `${at} ${options.split(',')[0]}`);
      // Which of them mounts /etc/hosts on the network of the node has changed since.
      const isHosts = JSON.stringify(one.pod).includes('"hostNetwork":true');
      expect(isHosts ? own.toSorted() : own).toEqual(isHosts ? recorded.toSorted() : recorded);
      const root = made.mounts?.find(({ at }) => at === '/');
      expect(is.readOnlyRoot).toBe(root?.options.startsWith('ro'));
      const wrong: unknown[] = [];
      // What a probe or a hook of the case wrote there.
      for (const path of (made.paths ?? []).filter((one) => one.path !== '/tmp/probe')) {
        const found = fileOf(is.host, path.path);
        if (found.error === 'NOT_KNOWN' || (found.type === null && found.error !== 'ENOENT')) continue;
        const type = found.type === 'symlink' ? 'link' : found.type === 'directory' ? 'dir' : found.type;
        const said = { type, mode: found.mode, uid: found.uid, gid: found.gid, target: found.target };
        const { type: t = null, mode = null, uid = null, gid = null, target = null } = path;
        const was = { type: t, mode, uid, gid, target };
        if (JSON.stringify(said) !== JSON.stringify(was)) wrong.push({ path: path.path, said, was });
      }
      expect(wrong).toEqual([]);
      const cgroup = made.cgroup ?? {};
      const quota = Number(cgroup['cpu.cfs_quota_us']);
      const memory = Number(cgroup['memory.limit_in_bytes']);
      expect(is.limits).toEqual({
        cpus: quota < 0 ? null : quota / Number(cgroup['cpu.cfs_period_us']),
        memoryBytes: memory > 2 ** 60 ? null : memory,
        cgroup: null,
      });
    });
  },
);
