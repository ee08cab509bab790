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
