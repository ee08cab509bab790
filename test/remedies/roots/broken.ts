import { stringify } from 'yaml';
import type { Settings, Situation } from '../situation.ts';
import { type Bench, type Case, nameOf } from '../trial/cases.ts';
import type { RootKind } from './roots.ts';
import { BARE, Sandbox } from './sandbox.ts';

/** A root that is broken, and how its process is run. */
export interface Broken {
  readonly sandbox: Sandbox;
  readonly settings: Settings;
}

export async function broken(one: Case, { roots, fixtures, packages }: Bench): Promise<Broken> {
  const { situation, root, as, envBy } = one;
  const {
    env = {},
    mounts = [],
    readOnly = false,
    umask = '0022',
    cwd = '/',
    go,
    context = 'context',
  } = situation;
  const sandbox = new Sandbox(roots, roots.layers(root, go), fixtures, packages);
  const prepared = [...PREPARE[root], ...(go === undefined ? [] : GO_IMAGE.prepared)];
  const { code, output } = await sandbox.outside([...prepared, ...(situation.broken ?? [])]);
  if (code !== 0) throw new Error(`${nameOf(one)} cannot be broken: ${output}`);
  if (situation.policy !== undefined) await writePolicy(sandbox, situation.policy);
  const settings: Settings = {
    ...BARE,
    imageEnv: {
      ...(go === undefined ? {} : { ...GO_IMAGE.env, HOME: as.uid === 0 ? '/root' : '/home/app' }),
      ...situation.image,
      ...(envBy === 'image' ? env : {}),
    },
    podEnv: envBy === 'pod' ? env : {},
    identity: as,
    mounts,
    readOnly,
    umask,
    cwd,
    context,
  };
  return { sandbox, settings };
}

/** As the image golang is made, and a user with a home beside root. */
const GO_IMAGE = {
  env: {
    PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    GOPATH: '/go',
    GOTOOLCHAIN: 'local',
  },
  prepared: [
    'mkdir -p go/bin go/src home/app root etc && chmod 1777 go go/bin go/src && chown 12345 home/app',
    // Who downloads modules has certificates.
    '[ -e etc/ssl ] || { mkdir -p etc/ssl/certs && cp "$B/etc/ssl/certs/ca-certificates.crt" etc/ssl/certs; }',
    '[ -e etc/passwd ] || echo root:x:0:0:root:/root:/sbin/nologin >etc/passwd',
  ],
} as const;

/** Packages are installed from a folder: what the archive has, without a network. */
const PREPARE: Readonly<Record<RootKind, readonly string[]>> = {
  debian: [
    'mkdir -p opt/packages && rm -rf etc/apt/sources.list etc/apt/sources.list.d',
    'echo "deb [trusted=yes] file:/opt/packages ./" >etc/apt/sources.list',
    'echo force-unsafe-io >etc/dpkg/dpkg.cfg.d/quick',
  ],
  alpine: ['mkdir -p opt/packages'],
  ubi: [],
  suse: [],
  distroless: [],
  empty: [],
};

export async function writePolicy(sandbox: Sandbox, text: string): Promise<void> {
  const encoded = Buffer.from(text).toString('base64');
  await sandbox.outside([`mkdir -p etc && echo ${encoded} | base64 -d >etc/probe-env.yaml`]);
}

export function merged(policy: string | undefined, change: unknown): string {
  return policy === undefined ? stringify(change) : `${policy}\n${stringify(change)}`;
}

export function argsOf({ args = [] }: Situation): readonly string[] {
  return ['--verbose', ...(args.includes('--profile') ? [] : ['--profile', 'runtime']), ...args];
}
