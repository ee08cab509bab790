import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa, execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContainerEntry } from '../../../src/serve/node/documents.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';

/*
 * The agent of a node on a kernel with version 2 of the control groups and nothing else, which most machines of tests have not:
 * both trees that kubelets make, of systemd and of cgroupfs, a helper and a process of the node. PROBE_ENV_VM names a program that is
 * given a folder, starts a machine with it as its root, runs a shell script there and prints what that prints.
 */

const LIMIT_MS = 600_000;
const BUSYBOX = '/bin/busybox';

function missing(): string | null {
  const program = process.env.PROBE_ENV_VM;
  if (program === undefined) return 'PROBE_ENV_VM names no program that starts a machine';
  if (!existsSync(program)) return `no ${program}`;
  if (!existsSync(BUSYBOX)) return 'no static busybox';
  return existsSync(BUNDLE) ? null : 'no dist/probe-env.cjs: npm run build';
}

const uid = (digit: string) => `${digit.repeat(8)}-1111-2222-3333-${digit.repeat(12)}`;
const id = (digit: string) => digit.repeat(64);
const slice = (pod: string) => `kubepods-burstable-pod${pod.replaceAll('-', '_')}.slice`;

/** Group by group from the top, and what runs in the last one. */
const PLACES = {
  systemd: `kubepods.slice/kubepods-burstable.slice/${slice(uid('a'))}/cri-containerd-${id('a')}.scope`,
  cgroupfs: `kubepods/burstable/pod${uid('b')}/${id('b')}`,
  crio: `kubepods.slice/kubepods-burstable.slice/${slice(uid('c'))}/crio-${id('c')}.scope`,
  helper: `kubepods.slice/kubepods-burstable.slice/${slice(uid('c'))}/crio-conmon-${id('c')}.scope`,
  node: 'system.slice/sshd.service',
} as const;

const SCRIPT = `
begin() { # NAME PATH BYTES: a process in namespaces and a root of its own, in that group
  at=/sys/fs/cgroup; old=$IFS; IFS=/
  for part in $2; do mkdir -p "$at/$part"; at="$at/$part"; done
  IFS=$old
  up=/sys/fs/cgroup
  for part in $(echo "$2" | busybox tr / ' '); do echo +memory >"$up/cgroup.subtree_control"; up="$up/$part"; done
  echo "$3" >"$at/memory.max"
  mkdir -p "/roots/$1/bin" "/roots/$1/proc" "/roots/$1/sys/fs/cgroup"
  cp /bin/busybox "/roots/$1/bin/busybox"
  busybox unshare -m -p -f busybox sh -c "echo 0 >$at/cgroup.procs; mount -t proc none /roots/$1/proc
    mount -o bind /sys/fs/cgroup /roots/$1/sys/fs/cgroup; exec busybox chroot /roots/$1 /bin/busybox sleep 9999" >/dev/null 2>&1 &
}
begin systemd ${PLACES.systemd} 268435456
begin cgroupfs ${PLACES.cgroupfs} 134217728
begin crio ${PLACES.crio} max
mkdir -p /sys/fs/cgroup/${PLACES.helper} /sys/fs/cgroup/${PLACES.node}
busybox sleep 9998 & echo $! >/sys/fs/cgroup/${PLACES.helper}/cgroup.procs
busybox sleep 9997 & echo $! >/sys/fs/cgroup/${PLACES.node}/cgroup.procs
mkdir -p /var/log/pods/shop_web-0_${uid('a')}/web /var/log/pods/shop_db-0_${uid('b')}/db
/node /probe-env.cjs serve --node --listen 127.0.0.1:9641 --interval 5s --timeout 60s >/tmp/log 2>&1 &
for try in $(busybox seq 120); do
  busybox wget -q -O /tmp/all http://127.0.0.1:9641/containers 2>/dev/null && ! grep -q 'not been looked at' /tmp/all && grep -q verdict /tmp/all && break
  sleep 1
done
cat /tmp/all; echo ==; busybox wget -q -O - http://127.0.0.1:9641/containers/${id('a')}; echo ==; busybox wget -q -O - http://127.0.0.1:9641/containers/${id('b')}
echo ==; cat /tmp/log; busybox stat -f -c %T /sys/fs/cgroup
`;

const reason = missing();

if (reason !== null) it('an agent on control groups of version 2', (context) => context.skip(reason));
else
  describe('an agent on control groups of version 2', () => {
    const root = mkdtempSync(join(tmpdir(), 'probe-env-cgroup2-'));
    let parts: readonly string[] = [];
    beforeAll(async () => {
      const put = (from: string, to: string) => {
        mkdirSync(dirname(join(root, to)), { recursive: true });
        copyFileSync(from, join(root, to));
      };
      put(BUSYBOX, 'bin/busybox');
      put(process.execPath, 'node');
      put(BUNDLE, 'probe-env.cjs');
      for (const [, library = ''] of execaSync('ldd', [process.execPath]).stdout.matchAll(/(\/\S+) \(0x/g))
        put(library, library);
      const { stdout } = await execa(process.env.PROBE_ENV_VM ?? '', [root, SCRIPT], { timeout: LIMIT_MS });
      parts = stdout.split('\n==\n');
      if (parts.length < 4) throw new Error(stdout);
    }, LIMIT_MS);
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    const listed = () => (JSON.parse(parts[0] ?? '') as { containers: readonly ContainerEntry[] }).containers;

    it('finds the containers of both trees, and neither helpers nor what is of the node', () => {
      expect(
        listed()
          .map((one) => [one.id, one.runtime, one.namespace, one.pod])
          .sort(),
      ).toEqual([
        [id('a'), 'containerd', 'shop', 'web-0'],
        [id('b'), null, 'shop', 'db-0'],
        [id('c'), 'cri-o', null, null],
      ]);
    });

    it('looks at each, and knows its limit of memory', () => {
      expect(listed().filter(({ verdict }) => verdict === 'unknown')).toEqual([]);
      expect([1, 2].map((at) => /"memoryBytes": ?(\d+)/.exec(parts[at] ?? '')?.[1])).toEqual([
        '268435456',
        '134217728',
      ]);
    });
  });
