import { expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { catalogue } from '../../src/catalogue.ts';
import { directory } from '../support/memory/tree.ts';
import { runMain } from '../support/runs/run-main.ts';
import { reports } from './all.ts';

const rules = (await catalogue(probes)).filter(({ says }) => says.length > 0);

it.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s: a report has the real tool say what the rule explains',
  (id, { says }) => {
    const heard = reports()
      .filter(({ report }) => id in report.finds || report.informs?.includes(id))
      .flatMap(({ report }) => (report.real ?? []).flatMap((real) => (real.fails ? (real.says ?? '') : [])));
    for (const message of says) expect(heard.some((text) => text.includes(message))).toBe(true);
  },
);

it.each([
  ['package strconv is not in std (/usr/local/go/src/strconv)', 'go-env/build-cache-unwritable'],
  ['package strconv is not in std', 'go-env/build-cache-unwritable'],
  ['tls: x509: certificate signed by unknown authority', 'ca-certs/bundle-missing'],
  [
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'ca-certs/never-configured',
  ],
  ['x509: certificate signed by unknown authority', 'ca-certs/anchors-unmerged'],
  ['SSL certificate problem: unable to get local issuer certificate', 'ca-certs/never-configured'],
  ['SSL certificate problem: unable to get local issuer certificate', 'ca-certs/anchors-unmerged'],
  ['x509: certificate has expired or is not yet valid', 'ca-certs/expired'],
  ['x509: certificate has expired or is not yet valid', 'ca-certs/not-yet-valid'],
  ['dial tcp: lookup proxy.golang.org: no such host', 'GOPROXY'],
  ['dial tcp 142.250.1.1:443: i/o timeout', 'probe-env route MODULE@VERSION'],
  ['obtaining VCS', 'go-env/vcs-stamp-refused'],
  ['fatal error: malformed GOMEMLIMIT; see `go doc', 'limits/gomemlimit-invalid'],
  ['go: go.mod requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)', 'go-env/toolchain-too-old'],
  ['mkdir /var/cache/app: permission denied', 'permissions/not-writable'],
  ['open /data/x: read-only file system', 'permissions/read-only-mount'],
  ['fork/exec /tmp/go-build1/b001/exe/app: permission denied', 'permissions/noexec-mount'],
  ['open /etc/x: No space left on device', 'permissions/no-room'],
  ['exec /usr/bin/app: exec format error', 'go-version/wrong-architecture'],
  ['exec /usr/bin/app: exec format error', 'docker build --platform'],
  ['exec user process caused: exec format error', 'app/script-no-shebang'],
  ['exec /usr/bin/app: exec format error', '--app PROGRAM'],
  [
    './app: error while loading shared libraries: libssl.so.3: cannot open shared object file: No such file or directory',
    'app/library-missing',
  ],
  ["./app: /lib/libc.so.6: version `GLIBC_2.34' not found (required by ./app)", 'app/symbol-version-missing'],
  ['exec /app: no such file or directory', '--app PROGRAM'],
  ['dial tcp 10.1.2.3:8080: connect: connection refused', 'listeners/loopback-only'],
  ['dial tcp 10.1.2.3:8080: connect: connection refused', '--port PORT'],
  ['Error: listen EADDRINUSE: address already in use :::8080', 'listeners/port-taken'],
  ['listen tcp :8080: bind: address already in use', '--for preflight --port PORT'],
  ['listen tcp :80: bind: permission denied', 'listeners/privileged-port'],
  ['accept tcp [::]:8080: accept4: too many open files', 'limits/nofile-low'],
  ['bash: fork: retry: Resource temporarily unavailable', '--only limits'],
  ['write /dev/shm/x: no space left on device', 'limits/shm-small'],
  ['bash: fork: retry: Resource temporarily unavailable', 'limits/pids-low'],
  ['runtime: failed to create new OS thread (have 40 already; errno=11)', 'limits/pids-low'],
  ['OOMKilled', '--only limits'],
  ['OOMKilled', 'limits/oom-killed-before'],
  ['compile: signal: killed', 'limits/oom-killed-before'],
  ['pthread_create failed', 'processes: 512'],
  ['pthread_create failed', 'limits/pids-low'],
  ['Get "https://a.example/": Proxy Authentication Required', 'online/proxy-refused'],
  [
    'Get "https://a.example/": proxyconnect tcp: dial tcp: lookup "http: no such host',
    'proxy/value-malformed',
  ],
  ['curl: (56) Received HTTP code 407 from proxy after CONNECT', 'NO_PROXY'],
  ['go: replacement directory ../lib does not exist', 'go-env/replacement-missing'],
  ['compile: version "go1.21.0" does not match go tool version "go1.22.0"', 'go-version/goroot-mismatch'],
  ['go: invalid GOSUMDB: malformed verifier id', 'go-env/sumdb-invalid'],
  [
    'go: cannot load module ../lib listed in go.work file: open ../lib/go.mod',
    'go-env/workspace-member-missing',
  ],
  ['zip: not a valid zip file', 'go-env/module-cache-damaged'],
  ['OCI runtime exec failed: exec: "sh": executable file not found in $PATH', 'Distroless'],
  ['exec: "git": executable file not found in $PATH', 'GOPRIVATE'],
  ['exec: "go": executable file not found in $PATH', 'go-version/not-on-path'],
  ['panic: time: missing Location in call to Time.In', 'timezone/zoneinfo-missing'],
  ['unknown time zone Asia/Shanghai', 'timezone/tz-unknown'],
  ['unknown time zone Asia/Shanghai', 'timezone: { expected: ZONE }'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'ca-certs/anchors-unmerged'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
  [
    'curl: (60) SSL certificate problem: self signed certificate in certificate chain',
    'ca-certs/anchors-unmerged',
  ],
  ["code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'", 'ca-certs/bundle-missing'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '-showcerts'],
  ['CERT_HAS_EXPIRED', 'ca-certs/expired'],
  ['CERT_NOT_YET_VALID', 'ca-certs/not-yet-valid'],
  ['x509: certificate is valid for a.example, not b.example', 'another name'],
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", '.netrc'],
  ['git@github.com: Permission denied (publickey).', 'known_hosts'],
  ['reading https://proxy.golang.org/x/@v/v1.0.0.mod: 404 Not Found', 'GOPRIVATE'],
  ['proxyconnect tcp: dial tcp: lookup "http: no such host', 'HTTPS_PROXY'],
  ["/lib/libc.so.6: version `GLIBC_2.34' not found (required by ./app)", 'CGO_ENABLED=0'],
  ['exec /app: no such file or directory', 'loader'],
  ['go: missing Git command. See https://go.dev/s/gogetcmd', 'go-env/module-blocked'],
  ['go: cannot find main module, but found .git/config in /src', 'go-env/module-missing'],
  ['import lookup disabled by -mod=vendor', 'go-env/vendor-incomplete'],
  ['proxyconnect tcp: dial tcp: lookup "http: no such host', 'go-env/https-proxy-invalid'],
  ['/bin/sh^M: bad interpreter: No such file or directory', 'eol=lf'],
  ['curl: (77) error setting certificate verify locations:  CAfile: /nope.pem', 'GIT_SSL_CAINFO'],
  ['sh: 1: ./app: not found', 'CGO_ENABLED=0'],
  ['signal: killed', 'memory limit'],
  [
    'Error: container has runAsNonRoot and image will run as root (pod: "web_default(1)", container: app)',
    'pod/root-refused',
  ],
  ['Error: container has runAsNonRoot and image has non-numeric user (app)', 'pod/root-refused'],
  ["Error: couldn't find key zone in ConfigMap default/app", 'pod/key-missing'],
  ['unable to find user web: no matching entries in passwd file', 'container/user-missing'],
  ['docker: unable to find group web: no matching entries in group file', 'container/user-missing'],
  ['user group "3000" is specified without user', 'pod/group-without-user'],
  ['runtime: failed to create new OS thread', 'pids limit'],
  ['chown: changing ownership of /data: Operation not permitted', 'CAP_CHOWN'],
  ['chown: changing ownership of /data: Operation not permitted', 'permissions/outside-user-namespace'],
  ['exec /usr/bin/caddy: operation not permitted', 'app/capabilities-refused'],
  ['io_uring_setup: operation not permitted', 'seccomp'],
  ['command terminated with exit code 126', 'app/not-executable'],
  ['exit code: 127', 'app/loader-missing'],
  ['Illegal instruction (core dumped)', 'app/cpu-level'],
  ['This program can only be run on AMD64 processors with v3 microarchitecture support.', 'app/cpu-level'],
  ['Fatal glibc error: CPU ISA level is lower than required', 'app/cpu-level'],
  ['exit code: 134', 'limits/threadpool-above-pids'],
  ['Exited with code 139', 'app/symbol-version-missing'],
  ['exit code 143', 'liveness'],
  ['Bad system call', 'seccompProfile'],
  ['CrashLoopBackOff', '--previous'],
  ['mlock: cannot allocate memory', 'RLIMIT_MEMLOCK'],
  [
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    '--max-old-space-size',
  ],
  ['runtime: out of memory: cannot allocate 4194304-byte block', 'vm.overcommit_memory'],
  ['dial tcp 10.0.0.1:443: i/o timeout', 'check --online'],
  ['fork/exec /app: text file busy', 'rename'],
  ['exec /usr/bin/app: permission denied', 'app/not-executable'],
  ['/app/server: permission denied', 'app/not-executable'],
  [
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "/app": permission denied: unknown',
    'app/noexec-mount',
  ],
  ['exit code 134', 'limits/pids-low'],
  ['exit code 135', 'limits/shm-small'],
  ['exit code 255', '--previous'],
  ['write /data/x: disk quota exceeded', 'EDQUOT'],
  ['write: broken pipe', 'load balancer'],
  ['open /a: too many levels of symbolic links', 'timezone/link-loop'],
  ['open /a: stale NFS file handle', 'ESTALE'],
  ['CreateContainerConfigError', 'pod/key-missing'],
  ['CreateContainerError', 'container/mount-impossible'],
  ['RunContainerError', 'app/missing'],
  ['OCI runtime create failed', 'container/user-missing'],
  ['ImagePullBackOff', 'imagePullSecrets'],
  ['ErrImagePull', '--image app.tar'],
  ['x509: failed to load system roots and no roots provided', 'ca-certs/bundle-missing'],
  ['remote error: tls: handshake failure', 'online/handshake-failed'],
  ['Client.Timeout exceeded while awaiting headers', 'online/unreachable'],
  ['symbol lookup error: ./app: undefined symbol: foo', 'LD_LIBRARY_PATH'],
  [
    'main.go:3:8: no required module provides package example.com/x: go.mod file not found in current directory or any parent directory',
    'WORKDIR',
  ],
  ['no Go files in /app', '.dockerignore'],
  ['stat /app/cmd/server: directory not found', 'from the root of the image'],
  ['go: -race requires cgo; enable cgo by setting CGO_ENABLED=1', 'go-env/flags-invalid'],
  ["race_linux_amd64.syso: in function `x':\nundefined reference to `__libc_malloc'", 'musl'],
  ['FATAL: ThreadSanitizer: unexpected memory mapping 0x1-0x2', 'vm.mmap_rnd_bits'],
  ['go: no such tool "covdata"', 'go test -cover'],
  ["Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work", 'CGO_ENABLED=1'],
  ['/usr/bin/ld: cannot find -lsqlite3', 'libNAME-dev'],
  ['/usr/local/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1', 'lines below'],
  [
    'the Go language version (go1.22) used to build golangci-lint is lower than the targeted Go version (1.23.0)',
    'newer release of golangci-lint',
  ],
  ['go: modules disabled by GO111MODULE=off; see go help modules', 'go-env/modules-off'],
  ['fatal: not a git repository: /src/../.git/modules/app', 'worktree'],
  [
    'fatal: unable to access x: server certificate verification failed. CAfile: none CRLfile: none',
    'ca-certs/bundle-missing',
  ],
  ["git: unable to find remote helper for 'https'", 'git-remote-https'],
  ['listen tcp6 [::]:8080: socket: address family not supported by protocol', 'listeners/wrong-family'],
  ['listen tcp 10.0.0.5:80: bind: cannot assign requested address', 'listeners/wrong-address'],
  ['fatal error: failed to reserve page summary memory', 'ulimit -v'],
  ['runtime: mlock of signal stack failed: 12', 'limits/memlock-low'],
  ['listen tcp: address tcp://10.1.2.3:44317: too many colons in address', 'enableServiceLinks'],
  ['strconv.Atoi: parsing "tcp://10.1.2.3:8585": invalid syntax', 'enableServiceLinks'],
  ['exec /app: argument list too long', 'enableServiceLinks'],
  ['unable to load in-cluster configuration', 'automountServiceAccountToken'],
  ['chdir to cwd ("/home/nonroot") set in config.json failed: permission denied', 'WORKDIR'],
  ['could not launch process: fork/exec /app: operation not permitted', 'SYS_PTRACE'],
  ['qemu: uncaught target signal 11 (Segmentation fault) - core dumped', '$BUILDPLATFORM'],
  ['exec: "/app": is a directory: unknown', 'app/not-executable'],
  ["gcc: error: unrecognized command-line option '-m64'", 'go-env/cross-target'],
  ['exec: "pkg-config": executable file not found in $PATH', 'libNAME-dev'],
  ['Package vips was not found in the pkg-config search path.', 'libNAME-dev'],
  ['fatal error: sqlite3.h: No such file or directory', 'go-env/cgo-headers-missing'],
  ['fatal error: stdlib.h: No such file or directory', 'musl-dev'],
  ['/bin/sh: 1: air: not found', '$GOPATH/bin'],
  ['protoc-gen-go: program not found or is not executable', '$GOPATH/bin'],
  ['exec: "stringer": executable file not found in $PATH', '$GOPATH/bin'],
  ['swag: command not found', '$GOPATH/bin'],
  ['jq: command not found', 'app/missing'],
  [
    'go.mod file indicates go 1.22, but maximum version supported by tidy is 1.21',
    'go-env/toolchain-too-old',
  ],
  ['./main.go:4:10: undefined: min', 'go-env/toolchain-too-old'],
  ['package io/fs is not in GOROOT (/usr/local/go/src/io/fs)', 'go-env/toolchain-too-old'],
  ['go: updating go.mod: open /src/go.mod: read-only file system', '-mod=mod'],
  ['build cache is disabled by GOCACHE=off, but required as of Go 1.12', 'go-env/cache-undefined'],
  [
    'cannot find package "example.com/x" in any of:\n\t/usr/local/go/src/example.com/x',
    'go-env/modules-auto',
  ],
  [
    'example.com/x@v1.0.0: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod',
    'go-env/vendor-inconsistent',
  ],
  ['go: error reading go.mod: missing module declaration', 'go-env/go-mod-invalid'],
  ['go: invalid //go:debug: unknown setting "foo"', 'go-env/godebug-unknown'],
  ['git ls-remote -q origin in /go/pkg/mod/cache/vcs/0: exit status 128', 'the line below'],
  ['plugin.Open("x"): plugin was built with a different version of package runtime', 'in one image'],
  ['open /usr/local/go/lib/time/zoneinfo.zip: no such file or directory', 'timezone/zoneinfo-missing'],
  ['unable to open database file: no such file or directory', '-journal'],
  ['attempt to write a readonly database', 'permissions/read-only-mount'],
  ['dial unix /var/run/docker.sock: connect: permission denied', '--group-add'],
  ['runtime/cgo: pthread_create failed: Function not implemented', 'clone3'],
  ['runtime: may need to increase max user processes (ulimit -u)', 'limits/pids-low'],
  ['tls: server selected unsupported protocol version 301', 'online/handshake-failed'],
  ['x509: cannot verify signature: insecure algorithm SHA1-RSA', 'ca-certs/weak-signature'],
  ['tls: private key does not match public key', 'openssl pkey'],
  ['Are you trying to mount a directory onto a file (or vice-versa)?', 'container/mount-impossible'],
  ['su-exec: setgroups: Operation not permitted', 'app/cannot-change-user'],
  ['error: failed switching to "app": operation not permitted', 'app/cannot-change-user'],
  ["/entrypoint.sh: line 2: $'\\r': command not found", 'app/script-crlf'],
  ['/bin/sh: illegal option -', 'app/script-crlf'],
  ["/bin/sh: can't open '/entrypoint.sh': No such file or directory", 'app/script-missing'],
  ['/bin/sh: 1: [/usr/bin/env]: not found', 'double quotes'],
  ['/bin/sh: [./main]: not found', 'double quotes'],
  ['exec: "npm start": executable file not found in $PATH: unknown', 'each word by itself'],
  ['exec: "/app --x": stat /app --x: no such file or directory: unknown', 'each word by itself'],
  ['exec: "/app": stat /app: no such file or directory: unknown', 'WORKDIR'],
  ['http: TLS handshake error from 10.0.0.1:5000: remote error: tls: bad certificate', 'caBundle'],
  ["fatal: detected dubious ownership in repository at '/src'", 'go-env/vcs-stamp-refused'],
])('explain %j finds %s', async (message, rule) => {
  const { code, stdout } = await runMain(['explain', message], { probes });
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain(rule);
});

it.each([
  [
    'failed to initialize build cache at /.cache/go-build: mkdir /.cache: permission denied',
    'permissions/home-unwritable',
  ],
  [
    'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',
    'go-env/cgo-without-compiler',
  ],
  ['missing go.sum entry for module providing package golang.org/x/text', 'go-env/go-sum-missing'],
  ['go: inconsistent vendoring in /src:', 'go-env/vendor-inconsistent'],
  [
    'main.go:3:8: no required module provides package example.com/x: go.mod file not found in current directory or any parent directory',
    'go-env/module-missing',
  ],
  // What every program says of a path stands behind what one program says of its own.
  [
    'go: cannot load module ../lib listed in go.work file: open ../lib/go.mod: no such file or directory',
    'go-env/workspace-member-missing',
  ],
  ['go: creating work dir: stat /scratch: no such file or directory', 'go-env/tmpdir-invalid'],
  ['go: reading go.work: open /src/go.work: no such file or directory', 'go-env/go-work-missing'],
  ['go: reading /src/go.mod: open /src/go.mod: permission denied', 'go-env/file-unreadable'],
  ['open /src/main.go: permission denied', 'go-env/source-unreadable'],
  ['fork/exec /opt/go/pkg/tool/linux_amd64/compile: permission denied', 'go-version/goroot-unreadable'],
  ['open /etc/ssl/certs/ca-certificates.crt: permission denied', 'ca-certs/unreadable'],
  ['user: Current requires cgo or $USER, $HOME set in environment', 'permissions/home-unset'],
  ['Error: $HOME is not defined', 'permissions/home-unset'],
  ['user: lookup userid 1000: no such file or directory', 'permissions/no-passwd-entry'],
  ['user: unknown userid 1000', 'permissions/no-passwd-entry'],
  ['open /etc/passwd: permission denied', 'permissions/not-writable'],
])('of %j the first rule that is named is %s', async (message, rule) => {
  const { stdout } = await runMain(['explain', message], { probes });
  expect(stdout.startsWith(rule)).toBe(true);
});

it.each([
  // What it says, the path that is asked about, and what is said of it.
  ['open /data/db.sqlite: permission denied', '/data cannot be written: it (0:0 0755) gives uid 65532'],
  ['mkdir /data/cache: permission denied', '/data/cache is missing and cannot be made'],
  ["EACCES: permission denied, open '/data/db.sqlite'", '/data cannot be written: it (0:0 0755)'],
  ["touch: cannot touch '/data/x': Permission denied", '/data cannot be written: it (0:0 0755)'],
  ["mkdir: cannot create directory '/data/x': Permission denied", '/data/x is missing'],
  ["PermissionError: [Errno 13] Permission denied: '/data/x'", '/data cannot be written: it (0:0 0755)'],
  ['java.io.FileNotFoundException: /data/x (Permission denied)', '/data cannot be written: it (0:0 0755)'],
  ['stat /closed/x: permission denied', '/closed (0:0 0700) gives uid 65532'],
  ['open /tmp/x: permission denied', 'uid 65532 may do that (write /tmp)'],
  ['mkdir /tmp/go-build123: permission denied', 'uid 65532 may do that (write /tmp)'],
])('looks here at the path of %j', async (message, said) => {
  const ids = { uid: 65532, euid: 65532, gid: 65532, egid: 65532, groups: [] };
  const trees = [
    {
      '/data': directory({ mode: 0o755 }),
      '/closed': directory({ mode: 0o700 }),
      '/tmp': directory({ mode: 0o1777 }),
    },
  ];
  const { code, stdout } = await runMain(['explain', message], { probes, ids, trees });
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain(said);
});

it('takes a number in a message for that number alone', async () => {
  const { code, stdout } = await runMain(['explain', 'exit status 1'], { probes });
  expect(`${code} ${stdout}`).not.toContain('vcs-stamp-refused');
});
