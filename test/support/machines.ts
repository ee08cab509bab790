import { readFileSync } from 'node:fs';
import type { Machine } from './chroot.ts';
import { directory, file, link, program, type Tree } from './tree.ts';
import { goTree } from './trees/go-version.ts';

/*
 * Machines of files for the built file: what stock images look like, as far as the probes look. The go
 * command is a script that answers as Go does, so that no toolchain decides what a golden file says.
 */

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const ACCOUNTS: Tree = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n',
  '/etc/group': 'root:x:0:\nnogroup:x:65534:\n',
  '/root': directory({ mode: 0o700 }),
};

/** A Go installation in /usr/local/go as the golang images have it. */
export function goInstallation(version = '1.26.10'): Tree {
  return {
    ...goTree({ version }),
    '/usr/local/go/go.env':
      'GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n',
    '/usr/local/go/bin/go': program(fakeGo(version)),
    '/usr/local/go/bin/gofmt': program('#!/bin/sh\n'),
    '/go': directory({ mode: 0o1777 }),
    '/go/bin': directory({ mode: 0o1777 }),
    '/go/src': directory({ mode: 0o1777 }),
  };
}

/** `go version`, `go env -json KEY…` and `go env KEY` in shell. */
export function fakeGo(version: string): string {
  return `#!/bin/sh
if [ "$1" = version ]; then echo 'go version go${version} linux/amd64'; exit 0; fi
GOVERSION=go${version} GOROOT=\${GOROOT:-/usr/local/go} GOPATH=\${GOPATH:-\${HOME:+$HOME/go}}
GOCACHE=\${GOCACHE:-\${HOME:+$HOME/.cache/go-build}} GOMODCACHE=\${GOMODCACHE:-\${GOPATH:+$GOPATH/pkg/mod}}
GOPROXY=\${GOPROXY:-https://proxy.golang.org,direct} GOSUMDB=\${GOSUMDB:-sum.golang.org}
GONOPROXY=\${GONOPROXY:-$GOPRIVATE} GONOSUMDB=\${GONOSUMDB:-$GOPRIVATE} GOAUTH=netrc
GOOS=linux GOARCH=amd64 GOHOSTOS=linux GOHOSTARCH=amd64 CC=\${CC:-gcc}
case "$CGO_ENABLED" in 0|1) ;; *) if type gcc >/dev/null 2>&1; then CGO_ENABLED=1; else CGO_ENABLED=0; fi ;; esac
case "$GO111MODULE" in ''|on|auto|off) ;; *) echo "go: unknown environment setting GO111MODULE=$GO111MODULE" >&2; exit 2 ;; esac
GOMOD=/dev/null; [ -f go.mod ] && GOMOD=$(pwd)/go.mod; [ "$GO111MODULE" = off ] && GOMOD=
: "\${GOCACHE:=off}"
shift; [ "$1" = -json ] && { shift; printf '{'; }
comma=
for key; do eval "value=\\\${$key}"; printf '%s\\n\\t"%s": "%s"' "$comma" "$key" "$value"; comma=,; done
printf '\\n}\\n'
`;
}

const SHANGHAI = readFileSync('/usr/share/zoneinfo/Asia/Shanghai');
const UTC = readFileSync('/usr/share/zoneinfo/Etc/UTC');
export const ZONEINFO: Tree = {
  '/usr/share/zoneinfo/Asia/Shanghai': file(SHANGHAI),
  '/usr/share/zoneinfo/Etc/UTC': file(UTC),
  '/usr/share/zoneinfo/UTC': link('Etc/UTC'),
};

/** Debian 12 with ca-certificates and tzdata. */
export function debian(bundle: string): Tree {
  return {
    ...ACCOUNTS,
    ...ZONEINFO,
    '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
    '/usr/bin/apt-get': program('#!/bin/sh\n'),
    '/usr/bin/dpkg': program('#!/bin/sh\n'),
    '/etc/localtime': link('/usr/share/zoneinfo/Etc/UTC'),
    '/etc/timezone': 'Etc/UTC\n',
    '/etc/ssl/certs/ca-certificates.crt': bundle,
    '/usr/lib/ssl/certs': link('/etc/ssl/certs'),
    '/usr/lib/ssl/cert.pem': link('/etc/ssl/cert.pem'),
  };
}

/** Environment of a golang image. */
export const GOLANG_ENV = {
  PATH: `/go/bin:/usr/local/go/bin:${PATH}`,
  HOME: '/root',
  GOPATH: '/go',
  GOTOOLCHAIN: 'local',
};

/** The golang image on Debian. */
export function golangMachine(bundle: string, ...more: readonly Tree[]): Machine {
  return { trees: [debian(bundle), goInstallation(), ...more], env: GOLANG_ENV, cwd: '/go' };
}

/** A runtime image on Debian. */
export function runtimeMachine(bundle: string, ...more: readonly Tree[]): Machine {
  return { trees: [debian(bundle), ...more], env: { PATH, HOME: '/root' } };
}

/** An image from scratch: the program's files and nothing else. */
export function scratchMachine(...more: readonly Tree[]): Machine {
  return { trees: more, env: { PATH } };
}
