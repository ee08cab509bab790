import { readFileSync } from 'node:fs';
import { caBundle } from '../bench/subjects/certificates.ts';
import { fakeGo, golangImage } from '../support/memory/machines.ts';
import { file, link, program, type Tree } from '../support/memory/tree.ts';
import { caTree } from '../support/memory/trees/ca-certs.ts';
import type { Machine } from '../support/system/chroot.ts';
import type { Trial } from './bench.ts';
import { type FileFault, strike } from './kinds/file-faults.ts';

const BUNDLE = caBundle(5);

/** All roots in one file: nothing stands in for it when it is struck. */
const ONE_BUNDLE: Tree = {
  ...Object.fromEntries(Object.keys(caTree('debian')).map((path) => [path, null])),
  '/etc/ssl/certs/ca-certificates.crt': BUNDLE,
  '/usr/lib/ssl/certs': link('/etc/ssl/certs'),
  '/usr/lib/ssl/cert.pem': link('/etc/ssl/certs/ca-certificates.crt'),
};

/** The golang image on Debian, healthy: no probe has anything to say. */
export function healthyMachine(...more: readonly Tree[]): Machine {
  const machine = golangImage(
    'debian',
    ONE_BUNDLE,
    {
      '/etc/probe-env.yaml': '{"permissions":{"paths":[{"path":"/srv/data","need":["read"]}]}}',
      '/srv/data': 'data\n',
      '/usr/share/zoneinfo/Asia/Shanghai': file(SHANGHAI),
      '/etc/localtime': link('/usr/share/zoneinfo/Asia/Shanghai'),
      '/etc/timezone': 'Asia/Shanghai\n',
    },
    ...more,
  );
  return { ...machine, env: { ...machine.env, HOME: '/tmp' } };
}

export const SHANGHAI = readFileSync(new URL('../fixtures/zoneinfo/Asia/Shanghai', import.meta.url));
const STATUS = 'Name:\tprobe-env\nUmask:\t0022\nUid:\t0\t0\t0\t0\nGroups:\t0 \nCapEff:\t000001ffffffffff\n';

/** For each probe a file that it cannot do without. */
const NEEDED: Tree = {
  '/usr/local/go/pkg/tool/linux_amd64/compile': program(readFileSync('/bin/true')),
  '/usr/local/go/go.env': 'GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n',
  '/etc/ssl/certs/ca-certificates.crt': BUNDLE,
  '/etc/localtime': file(SHANGHAI),
  '/srv/data': 'data\n',
  '/proc/self/status': STATUS,
  '/proc/1/status': STATUS,
};

/** The command that both Go probes ask. */
const GO: Tree = { '/usr/local/go/bin/go': program(fakeGo('1.26.10')) };

/** What a fault strikes: a file of every probe at once, or the go command. */
export type Target = 'files' | 'go';

/** The healthy machine, struck; its /proc is made of files, so that it can be struck too. */
export function struckMachine(fault: FileFault, target: Target): Trial {
  const { tree, setup } = strike(fault, target === 'files' ? NEEDED : GO);
  return {
    ...healthyMachine(NEEDED, tree),
    ...(fault.asNobody ? { uid: 12345, gid: 12345 } : {}),
    setup: ['umount $M/proc', ...setup],
    restless: fault.restless ?? false,
  };
}

/** Nothing struck. */
export const NO_FAULT: FileFault = { name: 'none', shell: ':' };
