import { caBundle } from '../bench/certificates.ts';
import { file, link, program, type Tree } from '../support/tree.ts';
import type { Trial } from './bench.ts';
import { healthyMachine, SHANGHAI } from './machine.ts';

/** A file that lies on a file system which does not answer. */
export interface SilentMount {
  /** What the table calls it. */
  readonly name: string;
  readonly trial: Trial;
  /** The mount point; what the machine has there is served. */
  readonly at: string;
  /** Probes without a conclusion; all others pass. */
  readonly probes: readonly string[];
}

const SERVER = new URL('../support/silent-fs.py', import.meta.url).pathname;

/** The machine with what it has at a place served by a process, whose named calls never return. */
export function served(trial: Trial, at: string, silent: readonly string[]): Trial {
  return {
    ...trial,
    setup: [
      ...(trial.setup ?? []),
      `cp -a $M${at} $M/../backing`,
      `/usr/bin/python3 ${SERVER} $M/../backing $M${at} $M/../seen ${silent.join(' ')} 2> /dev/null & FAULT="$FAULT $!"`,
      `until grep -q " $M${at} " $M/../seen/self/mountinfo; do sleep 0.05; done`,
    ],
  };
}

interface Place {
  readonly tree?: Tree;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly at?: string;
}

function silentMount(
  name: string,
  { tree = {}, env = {}, at = '/data', cwd }: Place,
  probes: readonly string[],
): SilentMount {
  const machine = healthyMachine(tree);
  const place = cwd === undefined ? {} : { cwd };
  return { name, trial: { ...machine, ...place, env: { ...machine.env, ...env } }, at, probes };
}

const BUNDLE = caBundle(5);
const GO = ['go-version', 'go-env'];

export const SILENT_MOUNTS: readonly SilentMount[] = [
  silentMount('SSL_CERT_FILE', { tree: { '/data/ca.pem': BUNDLE }, env: { SSL_CERT_FILE: '/data/ca.pem' } }, [
    'ca-certs',
  ]),
  silentMount(
    'SSL_CERT_DIR',
    { tree: { '/data/certs/ca.pem': BUNDLE }, env: { SSL_CERT_DIR: '/data/certs' } },
    ['ca-certs'],
  ),
  silentMount(
    'the CA bundle, behind a link',
    { tree: { '/data/ca.pem': BUNDLE, '/etc/ssl/certs/ca-certificates.crt': link('../../../data/ca.pem') } },
    ['ca-certs'],
  ),
  silentMount(
    '/etc/localtime, a link',
    { tree: { '/data/zone': file(SHANGHAI), '/etc/localtime': link('/data/zone') } },
    ['timezone'],
  ),
  silentMount('/usr/share/zoneinfo', { at: '/usr/share/zoneinfo' }, ['timezone']),
  silentMount(
    'TZDIR',
    { tree: { '/data/Asia/Shanghai': file(SHANGHAI) }, env: { TZDIR: '/data', TZ: 'Asia/Shanghai' } },
    ['timezone'],
  ),
  silentMount('a path of the policy', { at: '/srv' }, ['permissions', 'umask']),
  silentMount('HOME', { tree: { '/data/home/x': '' }, env: { HOME: '/data/home' } }, [...GO, 'permissions']),
  silentMount('TMPDIR', { tree: { '/data/tmp/x': '' }, env: { TMPDIR: '/data/tmp' } }, ['permissions']),
  silentMount('GOPATH', { tree: { '/data/go/x': '' }, env: { GOPATH: '/data/go' } }, ['permissions']),
  silentMount('GOCACHE', { tree: { '/data/cache/x': '' }, env: { GOCACHE: '/data/cache' } }, ['permissions']),
  silentMount('GOMODCACHE', { tree: { '/data/mod/x': '' }, env: { GOMODCACHE: '/data/mod' } }, [
    'permissions',
  ]),
  silentMount('GOENV', { tree: { '/data/env': 'GOFLAGS=\n' }, env: { GOENV: '/data/env' } }, [
    ...GO,
    'permissions',
  ]),
  silentMount('GOROOT and the go command', { at: '/usr/local/go' }, [...GO, 'permissions']),
  silentMount(
    'the first directory of PATH',
    { tree: { '/data/bin/x': program() }, env: { PATH: '/data/bin:/usr/local/go/bin:/usr/bin:/bin' } },
    [...GO, 'permissions'],
  ),
  silentMount(
    'the working directory',
    { tree: { '/data/work/go.mod': 'module m\n' }, cwd: '/data/work' },
    GO,
  ),
];

/** Calls of a file system that can fall silent, each alone: for SSL_CERT_FILE, which is opened and read. */
export const SILENT_CALLS = ['getattr', 'open', 'read'] as const;
