import {
  chmodSync,
  chownSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { elf } from '../support/files/elf.ts';
import type { ContainerOptions } from '../support/system/containers.ts';
import type { ImageName } from './images.ts';

/** One thing that is broken in an image, or in how it is run. */
export interface Breakage {
  readonly image: ImageName;
  readonly change?: (root: string) => void;
  readonly options?: ContainerOptions;
  /** Options of probe-env. */
  readonly args?: readonly string[];
  /** Started by it, as by an entrypoint: its last argument is the command line. */
  readonly shell?: string;
  /** The rules that fire with severity warning or error. */
  readonly rules: readonly string[];
}

/** elf.h. */
const EM_AARCH64 = 183;

const POLICY = '/etc/probe-env.yaml';
const policy = (text: string) => (root: string) => writeFileSync(join(root, POLICY), text);
const shared = (root: string) => {
  mkdirSync(join(root, 'srv/shared'), { recursive: true });
  chownSync(join(root, 'srv/shared'), 0, 2000);
  chmodSync(join(root, 'srv/shared'), 0o775);
  policy('permissions:\n  paths:\n    - path: /srv/shared\n      need: [write]\n')(root);
};

/** The scenarios of broken environments, each applied to a real image. */
export const BREAKAGES: Readonly<Record<string, Breakage>> = {
  'a dangling /etc/localtime': {
    image: 'debian',
    change: (root) => {
      unlinkSync(join(root, 'etc/localtime'));
      symlinkSync('/usr/share/zoneinfo/Asia/Nowhere', join(root, 'etc/localtime'));
      rmSync(join(root, 'etc/timezone'));
    },
    rules: ['timezone/link-dangling'],
  },
  'TZ set and tzdata removed': {
    image: 'distroless',
    change: (root) => rmSync(join(root, 'usr/share/zoneinfo'), { recursive: true }),
    options: { env: { TZ: 'Asia/Shanghai' } },
    rules: ['timezone/zoneinfo-missing'],
  },
  'a TZ that Go does not read': {
    image: 'debian',
    options: { env: { TZ: 'CST-8' } },
    rules: ['timezone/tz-posix-ignored-by-go'],
  },
  'ca-certificates unpacked and never configured': {
    image: 'debian',
    change: (root) => {
      rmSync(join(root, 'etc/ssl/certs'), { recursive: true });
      mkdirSync(join(root, 'etc/ssl/certs'));
    },
    rules: ['ca-certs/never-configured'],
  },
  'an empty bundle': {
    image: 'distroless',
    change: (root) => truncateSync(join(root, 'etc/ssl/certs/ca-certificates.crt')),
    rules: ['ca-certs/empty'],
  },
  'a bind mount over the certificates': {
    image: 'debian',
    options: { volumes: ['EMPTY:/etc/ssl/certs:ro'] },
    rules: ['ca-certs/hidden-by-mount'],
  },
  'a GOROOT without its tools': {
    image: 'golang',
    change: (root) => rmSync(join(root, 'usr/local/go/pkg/tool'), { recursive: true }),
    // The go command finds its GOROOT trimmed and fails; the second finding names the first as its cause.
    rules: ['go-version/goroot-incomplete', 'go-env/failed'],
  },
  'a go command for another processor': {
    image: 'golang',
    change: (root) => {
      const go = join(root, 'usr/local/go/bin/go');
      unlinkSync(go);
      writeFileSync(go, elf({ machine: EM_AARCH64 }), { mode: 0o755 });
    },
    rules: ['go-version/wrong-architecture'],
  },
  'a go command without its x bit': {
    image: 'golang',
    change: (root) => chmodSync(join(root, 'usr/local/go/bin/go'), 0o644),
    rules: ['go-version/not-executable'],
  },
  'GOPROXY=off': { image: 'golang', options: { env: { GOPROXY: 'off' } }, rules: ['go-env/proxy-off'] },
  'GOSUMDB=sum.golang.org+insecure': {
    image: 'golang',
    options: { env: { GOSUMDB: 'sum.golang.org+insecure' } },
    rules: ['go-env/sumdb-invalid'],
  },
  'a user who is not in the group of a shared directory': {
    image: 'debian',
    change: shared,
    options: { user: '12345:12345' },
    rules: ['permissions/group-not-joined'],
  },
  'an ACL that denies the user': {
    image: 'debian',
    change: (root) => {
      shared(root);
      chmodSync(join(root, 'srv/shared'), 0o777);
      execaSync('setfacl', ['-m', 'u:12345:r-x', join(root, 'srv/shared')]);
    },
    options: { user: '12345:12345' },
    rules: ['permissions/acl-denies'],
  },
  'a path that a read-only root forbids to write': {
    image: 'debian',
    change: shared,
    options: { readOnly: true, tmp: true },
    rules: ['permissions/read-only-mount'],
  },
  'an entrypoint that sets umask 077': {
    image: 'debian',
    shell: 'umask 077',
    args: ['--umask', '0022,0002'],
    rules: ['umask/unexpected'],
  },
};
