import { caBundle } from '../../bench/subjects/certificates.ts';
import { file, link, program, type Tree } from '../../support/memory/tree.ts';
import type { Trial } from '../bench.ts';
import { healthyMachine, SHANGHAI } from '../machine.ts';

/** A file that lies on a file system which does not answer. */
export interface SilentMount {
  /** What the table calls it. */
  readonly name: string;
  readonly trial: Trial;
  /** The mount point; what the machine has there is served. */
  readonly at: string;
  readonly place: Place;
  /** Probes without a conclusion; all others pass. */
  readonly probes: readonly string[];
}

const SERVER = new URL('../../support/system/silent-fs.py', import.meta.url).pathname;

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

/** A change to the healthy machine by which a file comes to lie there. */
interface Place {
  readonly tree?: Tree;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly at?: string;
}

function silentMount(name: string, place: Place, probes: readonly string[]): SilentMount {
  return { name, trial: trialOf([place]), at: place.at ?? '/data', place, probes };
}

function trialOf(places: readonly Place[]): Trial {
  const machine = healthyMachine(...places.map(({ tree = {} }) => tree));
  const cwd = places.findLast((place) => place.cwd !== undefined)?.cwd;
  const env = Object.assign({}, machine.env, ...places.map((place) => place.env));
  return { ...machine, ...(cwd === undefined ? {} : { cwd }), env };
}

const BUNDLE = caBundle(5);
const MODULE = 'module m\n\ngo 1.26\n';
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
  silentMount('TMPDIR', { tree: { '/data/tmp/x': '' }, env: { TMPDIR: '/data/tmp' } }, [
    'go-env',
    'permissions',
  ]),
  silentMount('GOPATH', { tree: { '/data/go/x': '' }, env: { GOPATH: '/data/go' } }, ['permissions']),
  silentMount('GOCACHE', { tree: { '/data/cache/x': '' }, env: { GOCACHE: '/data/cache' } }, [
    'go-env',
    'permissions',
  ]),
  silentMount('GOMODCACHE', { tree: { '/data/mod/x': '' }, env: { GOMODCACHE: '/data/mod' } }, [
    'permissions',
  ]),
  silentMount('GOENV', { tree: { '/data/env': 'GOFLAGS=\n' }, env: { GOENV: '/data/env' } }, [
    ...GO,
    'permissions',
  ]),
  silentMount('GOTMPDIR', { tree: { '/data/tmp/x': '' }, env: { GOTMPDIR: '/data/tmp' } }, [
    'go-env',
    'permissions',
  ]),
  silentMount('GOWORK', { tree: { '/data/go.work': 'go 1.26\n' }, env: { GOWORK: '/data/go.work' } }, [
    'go-env',
  ]),
  silentMount(
    'GOFLAGS=-modfile',
    {
      tree: { '/srv/m/go.mod': MODULE, '/data/go.mod': MODULE },
      env: { GOFLAGS: '-modfile=/data/go.mod' },
      cwd: '/srv/m',
    },
    ['go-env'],
  ),
  silentMount(
    'a directory of go.mod',
    {
      tree: {
        '/srv/m/go.mod': `${MODULE}\nrequire x.example/y v1.0.0\n\nreplace x.example/y => /data/y\n`,
        '/data/y/go.mod': 'module x.example/y\n',
      },
      cwd: '/srv/m',
    },
    ['go-env'],
  ),
  silentMount(
    'GOMODCACHE, with modules in go.mod',
    {
      tree: { '/srv/m/go.mod': `${MODULE}\nrequire x.example/y v1.0.0\n`, '/data/mod/x': '' },
      env: { GOMODCACHE: '/data/mod' },
      cwd: '/srv/m',
    },
    ['go-env', 'permissions'],
  ),
  // Where the program of process 1 is, is asked too: the whole of PATH.
  silentMount('GOROOT and the go command', { at: '/usr/local/go' }, [...GO, 'permissions', 'limits']),
  silentMount(
    'the first directory of PATH',
    { tree: { '/data/bin/x': program() }, env: { PATH: '/data/bin:/usr/local/go/bin:/usr/bin:/bin' } },
    [...GO, 'permissions', 'limits'],
  ),
  silentMount(
    'NODE_EXTRA_CA_CERTS',
    { tree: { '/data/ca.pem': BUNDLE }, env: { NODE_EXTRA_CA_CERTS: '/data/ca.pem' } },
    ['ca-certs'],
  ),
  silentMount(
    'the working directory',
    { tree: { '/data/module/go.mod': 'module m\n' }, cwd: '/data/module' },
    GO,
  ),
];

/** All that lies in /data at once. */
export const EVERYTHING: Pick<SilentMount, 'trial' | 'at'> = {
  trial: trialOf(SILENT_MOUNTS.filter(({ at }) => at === '/data').map(({ place }) => place)),
  at: '/data',
};

/** Calls of a file system that can fall silent, each alone: for SSL_CERT_FILE, which is opened and read. */
export const SILENT_CALLS = ['getattr', 'open', 'read'] as const;
