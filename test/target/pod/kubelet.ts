import * as fs from 'node:fs';
import type { PodImage } from '../../../src/target/pod/made-container.ts';
import { treeOf } from '../../../src/target/tree/graft.ts';
import { directoryNode, fileNode, linkNode, type TreeNode } from '../../../src/target/tree/node.ts';

/* What a real kubelet made of manifests, where somebody recorded it beside this repository. */

export const CASES = new URL('../../../../shared/data/kubelet/cases.json', import.meta.url);

export interface RecordedPath {
  readonly path: string;
  readonly type?: string;
  readonly mode?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly target?: string;
  readonly error?: string;
}

export interface Made {
  readonly state: 'running' | 'waiting' | 'terminated' | 'never' | 'refused';
  readonly reason?: string;
  readonly message?: string;
  readonly events?: readonly string[];
  readonly environ?: readonly string[];
  readonly status?: Readonly<Record<string, string>>;
  readonly cmdline?: readonly string[];
  readonly cwd?: string;
  readonly mounts?: readonly { readonly at: string; readonly options: string; readonly type: string }[];
  readonly paths?: readonly RecordedPath[];
  readonly cgroup?: Readonly<Record<string, string>>;
  readonly probe?: string;
  readonly 'resolv.conf'?: string;
  readonly hosts?: string;
  readonly hostname?: string;
}

export interface KubeletCase {
  readonly name: string;
  readonly image: string;
  readonly objects: readonly object[];
  readonly pod: object;
  readonly made: Made;
}

export function recordedCases(): readonly KubeletCase[] | null {
  const file = process.env.KUBELET_CASES ?? CASES;
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
}

const APPLETS = 'sh cat ls id env stat find grep sleep mkdir touch readlink mount printf sort tr head true';
const PASSWD =
  'root:x:0:0:root:/root:/bin/sh\napp:x:10001:10001::/home/app:/bin/sh\nnogrp:x:10002:4242::/home/app:/bin/sh\n';

/** Enough of an ELF program for amd64 that something can tell what it is. */
const PROGRAM = Buffer.concat([
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
  Buffer.alloc(8),
  Buffer.from([2, 0, 62, 0, 1, 0, 0, 0]),
  Buffer.alloc(40),
]);

/** The files of the images that the cases name, by path. */
export function imageFiles(): Readonly<Record<string, TreeNode>> {
  const app = { uid: 10001, gid: 10001 };
  return {
    '/bin': directoryNode(),
    '/etc': directoryNode(),
    '/home': directoryNode(),
    '/home/app': directoryNode({ mode: 0o750, ...app }),
    '/var': directoryNode(),
    '/var/lib': directoryNode(),
    '/var/lib/app': directoryNode(),
    // None of the recorded images has it.
    '/var/lib/grouped': directoryNode({ mode: 0o770, gid: 7000 }),
    '/proc': directoryNode(),
    '/sys': directoryNode(),
    '/dev': directoryNode(),
    '/tmp': directoryNode({ mode: 0o1777 }),
    '/bin/busybox': fileNode(PROGRAM, { mode: 0o755 }),
    // None of the recorded images has it.
    '/sbin/probe-env': linkNode('/bin/busybox'),
    ...Object.fromEntries(APPLETS.split(' ').map((name) => [`/bin/${name}`, linkNode('busybox')])),
    '/etc/passwd': fileNode(Buffer.from(PASSWD)),
    '/etc/group': fileNode(Buffer.from('root:x:0:\napp:x:10001:\nextra:x:5000:app\n')),
  };
}

const USERS: Readonly<Record<string, string>> = {
  busy: '',
  busyapp: 'app',
  busyuidgid: '10001:5000',
  busyuid: '10001',
  busynum: '12345',
  // None of the recorded ones: a group in which nobody is, and a user who is not there.
  busygroup: '10001:7000',
  busynobody: 'nobody-there',
};

export function imageConfig(image: string): NonNullable<PodImage['config']> {
  const name = image.replace(/^localhost\//, '').replace(/:.*$/, '');
  return {
    env: [
      ['PATH', '/bin:/sbin'],
      ['IMG', 'image'],
      ['BOTH', 'image'],
    ],
    user: USERS[name] ?? '',
    cwd: '/',
    entrypoint: [],
    cmd: ['/bin/sleep', '3600'],
    volumes: [],
  };
}

export function podImage(image: string): PodImage {
  return { root: treeOf(imageFiles()), config: imageConfig(image), arch: 'x64' };
}
