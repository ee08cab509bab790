import { expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { catalogue } from '../../src/catalogue.ts';
import { knownMessage, MESSAGES } from '../../src/cli/commands/outside.ts';
import { explaining, inKnownWords } from '../../src/cli/commands/pasted.ts';
import { runMain } from '../support/runs/run-main.ts';

const rules = await catalogue(probes);
const ids = new Set(rules.map(({ id }) => id));

/** What `explain` lists, without a start of its own for each. */
function listed(message: string): readonly string[] {
  const text = inKnownWords(message);
  return explaining(text, rules, knownMessage(text)).map(({ id }) => id);
}

it('names no rule that is not there', () => {
  const named = MESSAGES.flatMap(({ rules = [], means }) => [
    ...rules,
    ...[...means.matchAll(/\(((?:[a-z-]+\/[a-z-]+(?:, )?)+)\)/g)].flatMap(([, list = '']) =>
      list.split(', '),
    ),
  ]);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

/** As people paste it: with times, steps of a build, prefixes of a log, quotes in quotes, and the lines around it. */
it.each([
  // CAs
  [
    'level=error msg="Post \\"https://a.example/v1\\": x509: certificate signed by unknown authority"',
    'ca-certs/bundle-missing',
  ],
  ['docker: x509: a certificate signed by unknown authority', 'ca-certs/bundle-missing'],
  // go, its releases and its settings
  [
    '#25 [builder 5/6] RUN go mod download\n#25 0.058 go: go.mod requires go >= 1.25.0 (running go 1.24.13; GOTOOLCHAIN=local)\nERROR: process "/bin/sh -c go mod download" did not complete successfully: exit code: 1',
    'go-env/toolchain-too-old',
  ],
  [
    'go mod tidy: go.mod file indicates go 1.18, but maximum supported version is 1.17',
    'go-env/toolchain-too-old',
  ],
  [
    "go: errors parsing go.mod:\n/src/go.mod:3: invalid go version '1.22.0': must match format 1.23",
    'go-env/toolchain-too-old',
  ],
  ['main.go:4:2: package slices is not in GOROOT (/usr/local/go/src/slices)', 'go-env/toolchain-too-old'],
  ['main.go:4:2: package log/slog is not in std (/usr/local/go/src/log/slog)', 'go-env/toolchain-too-old'],
  [
    'package app/internal/store is not in std (/usr/local/go/src/app/internal/store)',
    'go-env/module-missing',
  ],
  ['go: download go1.23 for linux/amd64: toolchain not available', 'go-env/toolchain-download'],
  ['# command-line-arguments\nflag provided but not defined: -checklinkname', 'go-env/flags-invalid'],
  ['go: invalid boolean value "maybe" for flag -race (from $GOFLAGS): parse error', 'go-env/flags-invalid'],
  ['package m.example/m: build constraints exclude all Go files in /src', 'go-env/cgo-needed'],
  [
    'current directory outside modules listed in go.work or their selected dependencies',
    'go-env/workspace-excludes-module',
  ],
  ['go: conflicting replacements for x.example/x:', 'go-env/workspace-conflict'],
  [
    'go: -mod may only be set to readonly when in workspace mode, but it is set to "vendor"',
    'go-env/flags-invalid',
  ],
  ['go: warning: ignoring go.mod in system temp root /tmp', 'go-env/module-missing'],
  [
    'go: invalid toolchain: go1.27 is a language version but not a toolchain version (go1.27.x)',
    'go-env/toolchain-invalid',
  ],
  [
    'go: download go1.25.0: golang.org/toolchain@v0.0.1-go1.25.0.linux-amd64: Get "https://a.example/x.zip": dial tcp: lookup a.example: no such host',
    'go-env/toolchain-download',
  ],
  ['---> Running in 29855834daca\n$GOPATH/go.mod exists but should not', 'go-env/module-missing'],
  // the version control system
  [
    '#0 6.495 error obtaining VCS status: exit status 128\n#0 6.495        Use -buildvcs=false to disable VCS stamping.',
    'go-env/vcs-stamp-refused',
  ],
  ["fatal: unsafe repository ('/github/workspace' is owned by someone else)", 'go-env/vcs-stamp-refused'],
  [
    'go: a.example/y@v1.0.0: git init --bare in /go/pkg/mod/cache/vcs/abc: exec: "git": executable file not found in $PATH',
    'go-env/module-blocked',
  ],
  // a C compiler
  ['# runtime/cgo\nexec: "gcc": executable file not found in $PATH', 'go-env/cgo-without-compiler'],
  [
    '# runtime/cgo\n_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory\ncompilation terminated.',
    'go-env/cgo-headers-missing',
  ],
  // caches
  [
    '09:16:39 go: disabling cache (/.cache/go-build) due to initialization failure: mkdir /.cache/go-build/00: permission denied',
    'permissions/home-unwritable',
  ],
  [
    'go: disabling cache (/home/nobody/.cache/go-build) due to initialization failure: mkdir /home/nobody/.cache/go-build/00: permission denied',
    'go-env/build-cache-unwritable',
  ],
  [
    'go: failed to create cache directory /go/pkg/mod/cache: mkdir /go: permission denied',
    'go-env/module-cache-unwritable',
  ],
  // vendored packages, checksums
  [
    '#8 0.292 go: inconsistent vendoring in /src:\n#8 0.292 \ta.example/b@v0.66.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
    'go-env/vendor-inconsistent',
  ],
  [
    '#17 0.367 verifying a.example/b@v1.16.3: checksum mismatch\n#17 0.367       downloaded: h1:x\n#17 0.367 SECURITY ERROR',
    'go-env/go-sum-mismatch',
  ],
  // files
  [
    '{"pod":"a-1","_entry":"F0710 00:51:07.785045 1 cmd.go:182] mkdir /tmp/serving-cert-3: read-only file system"}',
    'permissions/tmp-unwritable',
  ],
  ["mkdir: cannot create directory '/var/lib/app': Read-only file system", 'permissions/read-only-mount'],
  ["cp: cannot create directory '/data/site': Permission denied", 'permissions/not-writable'],
  ['cp: cannot create directory ‘/data/site’: Permission denied', 'permissions/not-writable'],
  ['open /etc/app/config.yaml: no such file or directory', 'permissions/path-missing'],
  [
    'potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow): lchown /etc/gshadow: invalid argument',
    'permissions/outside-user-namespace',
  ],
  // programs that do not start
  ['standard_init_linux.go:228: exec user process caused: exec format error', 'app/wrong-architecture'],
  ['standard_init_linux.go:211: exec user process caused "exec format error"', 'app/wrong-architecture'],
  ['bash: ./app: cannot execute binary file: Exec format error', 'app/wrong-architecture'],
  ['> exec /app/entrypoint.sh: exec format error', 'app/script-no-shebang'],
  [
    "/app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.32' not found (required by /app)\n/app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app)",
    'app/symbol-version-missing',
  ],
  [
    '/app: /lib/x86_64-linux-gnu/libc.so.6: version ’GLIBC_2.34’ not found (required by /app)',
    'app/symbol-version-missing',
  ],
  ['bash: ./app: No such file or directory', 'app/loader-missing'],
  ['sh: ./app: not found', 'app/loader-missing'],
  ['bash: ./app: cannot execute: required file not found', 'app/loader-missing'],
  ['/usr/local/bin/task: No such file or directory', 'app/loader-missing'],
  ['standard_init_linux.go:190: exec user process caused "no such file or directory"', 'app/loader-missing'],
  [
    'Error loading shared library libresolv.so.2: No such file or directory (needed by app)\nError relocating app: __res_search: symbol not found',
    'app/loader-missing',
  ],
  ['Error relocating /usr/local/bin/app: __vfprintf_chk: symbol not found', 'app/loader-missing'],
  [
    'Error loading shared library libsqlite3.so.0: No such file or directory (needed by /app)',
    'app/library-missing',
  ],
  ['./app: symbol lookup error: ./app: undefined symbol: sqlite3_changes64', 'app/symbol-version-missing'],
  [
    'unable to start container process: error during container init: exec: "/manager": permission denied: unknown',
    'app/not-executable',
  ],
  ['/bin/sh: 1: ./entrypoint.sh: Permission denied', 'app/not-executable'],
  ['fork/exec /app/plugin: permission denied', 'app/not-executable'],
  ['fork/exec /tmp/go-build27/b001/exe/main: permission denied', 'permissions/noexec-mount'],
  [
    'runc create failed: unable to start container process: exec: "server": executable file not found in $PATH: unknown',
    'app/missing',
  ],
  ['exec: "/app/server": stat /app/server: no such file or directory: unknown', 'app/missing'],
  ['exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown', 'app/shell-missing'],
  ['exec /entrypoint.sh: no such file or directory', 'app/script-crlf'],
  ["/usr/bin/env: 'bash\\r': No such file or directory", 'app/script-crlf'],
  ["Error: Cannot find module '/app/server.js'", 'app/script-missing'],
  ["python: can't open file '/app/main.py': [Errno 2] No such file or directory", 'app/script-missing'],
  ["python3: can't open file '/app/main.py': [Errno 13] Permission denied", 'app/script-unreadable'],
  ['Error: Unable to access jarfile /app.jar', 'app/script-missing'],
  ['Error opening zip file or JAR manifest missing : /otel/javaagent.jar', 'app/script-missing'],
  ['sh: 0: cannot open /entrypoint.sh: No such file', 'app/script-missing'],
  ['bash: /entrypoint.sh: No such file or directory', 'app/script-missing'],
  ['/bin/sh: 0: cannot open /entrypoint.sh: Permission denied', 'app/script-unreadable'],
  // names, proxies, ports
  [
    'dial tcp: lookup a.example on [::1]:53: read udp [::1]:51438->[::1]:53: read: connection refused',
    'resolver/no-nameserver',
  ],
  [
    'go: a.example/b@v1.0.0: Get "https://p.example/b.mod": dial tcp: lookup p.example on 192.168.31.255:53: read udp 172.17.0.5:41192->192.168.31.255:53: i/o timeout',
    'online/name-unresolved',
  ],
  ['dial tcp: lookup redis on 10.96.0.10:53: server misbehaving', 'online/name-unresolved'],
  ['WARNING: fetching https://a.example/x: DNS: no address for host', 'online/name-unresolved'],
  [
    'Get "https://a.example/b.mod": proxyconnect tcp: dial tcp 127.0.0.1:3001: connect: connection refused',
    'online/proxy-unreachable',
  ],
  [
    'Get "https://a.example/": proxyconnect tcp: tls: first record does not look like a TLS handshake',
    'online/proxy-unreachable',
  ],
  ['web_1  | 2020/02/05 09:09:06 listen tcp :80: bind: permission denied', 'listeners/privileged-port'],
  [
    '2020/04/15 02:38:08 [emerg] 1#1: bind() to 0.0.0.0:80 failed (13: Permission denied)',
    'listeners/privileged-port',
  ],
  [
    '(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80',
    'listeners/privileged-port',
  ],
  ['"unable to start" err="listen tcp :8080: bind: address already in use"', 'listeners/port-taken'],
  ['Bind for 0.0.0.0:8080 failed: port is already allocated', 'listeners/port-taken'],
  [
    'Readiness probe failed: Get "http://10.1.0.5:8080/healthz": dial tcp 10.1.0.5:8080: connect: connection refused',
    'listeners/not-listening',
  ],
  // limits
  ['/usr/local/go/pkg/tool/linux_amd64/link: signal: killed', 'limits/oom-killed-before'],
  [
    'runtime: failed to create new OS thread (have 11 already; errno=11)\nfatal error: newosproc',
    'limits/pids-low',
  ],
  ['\u001b[31maccept tcp [::]:8080: accept4: too many open files\u001b[0m', 'limits/nofile-low'],
  // zones
  ['panic: invalid timezone specified: unknown time zone Europe/Zurich', 'timezone/tz-unknown'],
])('of %j the first rule is %s', (message, rule) => {
  expect(listed(message)[0]).toBe(rule);
});

it('lists the likeliest first', async () => {
  const { code, stdout } = await runMain(['explain', '/bin/sh: 1: ./entrypoint.sh: Permission denied'], {
    probes,
  });
  expect(code).toBe(0);
  expect(stdout.split(' ', 1)[0]).toBe('app/not-executable');
});

it.each([
  ['panic: failed to new ca-cert watcher: too many open files', 'fs.inotify.max_user_instances'],
  ['Failed to start cAdvisor inotify_init: too many open files', 'fs.inotify.max_user_instances'],
  ['inotify_add_watch: no space left on device', 'fs.inotify.max_user_watches'],
  ['runtime/cgo: pthread_create failed: Operation not permitted\nSIGABRT: abort', 'clone3'],
  ['warning: go env -w GOPROXY=... does not override conflicting OS environment variable', 'always wins'],
  ['error: cannot run ssh: No such file or directory\nfatal: unable to fork', 'openssh-client'],
  ['Get "https://10.42.0.16:9901/x": remote error: tls: bad certificate', 'as a client'],
])('of %j no rule of another matter is told', (message, said) => {
  expect(listed(message).filter((id) => id !== 'online/clock-drift')).toEqual([]);
  expect(knownMessage(message)?.message.means).toContain(said);
});
