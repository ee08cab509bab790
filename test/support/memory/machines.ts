import type { Family } from '../../../src/core/platform.ts';
import type { Machine } from '../system/chroot.ts';
import { directory, file, program, type Tree } from './tree.ts';
import { caTree } from './trees/ca-certs.ts';
import { goTree } from './trees/go-version.ts';
import { baseTree, GOPATH_TREE } from './trees/permissions.ts';
import { timezoneTree } from './trees/timezone.ts';

/*
 * Stock images as trees for the built file. The go command is a script that answers as Go does, so that
 * no toolchain decides what a golden file says; the suites in test/real ask real ones.
 */

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const MARKS: Readonly<Record<Family, Tree>> = {
  debian: {
    '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
    '/usr/bin/apt-get': program('#!/bin/sh\n'),
  },
  alpine: {
    '/etc/os-release': 'PRETTY_NAME="Alpine Linux v3.23"\nID=alpine\nVERSION_ID=3.23.0\n',
    '/sbin/apk': program('#!/bin/sh\n'),
  },
  rhel: {
    '/etc/os-release': 'PRETTY_NAME="Red Hat Enterprise Linux 10"\nID="rhel"\nVERSION_ID="10.0"\n',
    '/usr/bin/dnf': program('#!/bin/sh\n'),
  },
  scratch: {},
};

/** A runtime image of the family. */
export function image(family: Family, ...more: readonly Tree[]): Machine {
  const trees = [baseTree(family), MARKS[family], caTree(family), timezoneTree(family), ...more];
  return { trees, env: { PATH, HOME: '/root' } };
}

/** A golang image of the family. */
export function golangImage(family: Family, ...more: readonly Tree[]): Machine {
  const { trees } = image(family, goInstallation(), GOPATH_TREE, ...more);
  const env = {
    PATH: `/go/bin:/usr/local/go/bin:${PATH}`,
    HOME: '/root',
    GOPATH: '/go',
    GOTOOLCHAIN: 'local',
  };
  return { trees, env, cwd: '/go' };
}

/** The golang image on Debian with another bundle of certificates. */
export function golangMachine(bundle: string, ...more: readonly Tree[]): Machine {
  return golangImage('debian', storeOf(bundle), ...more);
}

/** A trust store of this bundle alone, in place of the family's. */
export function storeOf(bundle: string): Tree {
  return { '/etc/ssl/certs': null, '/etc/ssl/certs/ca-certificates.crt': bundle };
}

/** The machine with other variables; an empty one is unset. */
export function withEnv(machine: Machine, env: Readonly<Record<string, string>>): Machine {
  const merged = Object.entries({ ...machine.env, ...env }).filter(([, value]) => value !== '');
  return { ...machine, env: Object.fromEntries(merged) };
}

/** Go in /usr/local/go, with as much of its tree as somebody looks at. */
export function goInstallation(version = '1.26.10'): Tree {
  return {
    ...goTree({ version }),
    '/usr/local/go/go.env':
      'GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n',
    '/usr/local/go/bin/go': program(fakeGo(version)),
  };
}

/** `go version`, `go env -json KEY…` and `go env KEY…` in shell. */
export function fakeGo(version: string): string {
  return `#!/bin/sh
if [ "$1" = version ]; then echo 'go version go${version} linux/amd64'; exit 0; fi
GOVERSION=go${version} GOROOT=\${GOROOT:-/usr/local/go} GOPATH=\${GOPATH:-\${HOME:+$HOME/go}}
GOCACHE=\${GOCACHE:-\${HOME:+$HOME/.cache/go-build}} GOMODCACHE=\${GOMODCACHE:-\${GOPATH:+$GOPATH/pkg/mod}}
GOPROXY=\${GOPROXY:-https://proxy.golang.org,direct} GOSUMDB=\${GOSUMDB:-sum.golang.org}
GONOPROXY=\${GONOPROXY:-$GOPRIVATE} GONOSUMDB=\${GONOSUMDB:-$GOPRIVATE} GOAUTH=netrc
GOOS=linux GOARCH=amd64 GOHOSTOS=linux GOHOSTARCH=amd64 CC=\${CC:-gcc}
case "$CGO_ENABLED" in 0|1) ;; *) CGO_ENABLED=0 ;; esac
case "$GO111MODULE" in ''|on|auto|off) ;; *)
  echo "go: unknown environment setting GO111MODULE=$GO111MODULE" >&2; exit 1 ;;
esac
GOMOD=/dev/null
if [ -f go.mod ]; then GOMOD=$(pwd)/go.mod; fi
if [ "$GO111MODULE" = off ]; then GOMOD=; fi
: "\${GOCACHE:=off}"
shift
if [ "$1" != -json ]; then for key; do eval "echo \\"\\\${$key}\\""; done; exit 0; fi
shift
comma=
printf '{'
for key; do eval "value=\\\${$key}"; printf '%s\\n\\t"%s": "%s"' "$comma" "$key" "$value"; comma=,; done
printf '\\n}\\n'
`;
}

/** The head of a 64-bit little-endian ELF program for `machine` that names `loader` (System V ABI). */
export function elf(machine: 'x64' | 'arm64', loader: string): Buffer {
  const head = Buffer.alloc(64 + 56);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(2, 16); // ET_EXEC
  head.writeUInt16LE(machine === 'x64' ? 62 : 183, 18);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(64n, 32); // program headers
  head.writeUInt16LE(64, 52);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(1, 56);
  const name = Buffer.from(`${loader}\0`);
  head.writeUInt32LE(3, 64); // PT_INTERP
  head.writeBigUInt64LE(BigInt(head.length), 72);
  head.writeBigUInt64LE(BigInt(name.length), 96);
  return Buffer.concat([head, name]);
}

/** A directory that a group shares. */
export function sharedDirectory(path: string, gid: number): Tree {
  return { [path]: directory({ gid, mode: 0o2775 }) };
}

/** A policy file where probe-env looks for one. */
export function policyFile(text: string): Tree {
  return { '/etc/probe-env.yaml': file(text) };
}
