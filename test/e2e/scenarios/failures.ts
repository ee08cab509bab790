/** A failure that is common when a service moves into a container, and the scenario whose golden file shows the answer. */
export interface Failure {
  /** What people see, mostly a message of somebody else. */
  readonly sees: string;
  /** Name of the scenario. */
  readonly scenario: string;
  /** The rule that names the cause. */
  readonly rule: string;
}

/** By the program that the container starts, what it may use, who reaches it, and who runs it. */
export const FAILURES: readonly Failure[] = [
  { sees: 'exec format error', scenario: 'app-of-another-processor', rule: 'app/wrong-architecture' },
  {
    sees: 'no such file or directory, of a program that is there',
    scenario: 'app-of-glibc-on-alpine',
    rule: 'app/loader-missing',
  },
  {
    sees: 'no such file or directory, of a script that is there',
    scenario: 'app-script-of-windows',
    rule: 'app/script-crlf',
  },
  {
    sees: 'no such file or directory, of a script that runs on the builder',
    scenario: 'app-script-of-bash',
    rule: 'app/interpreter-missing',
  },
  {
    sees: "version `GLIBC_2.38' not found",
    scenario: 'app-of-a-newer-glibc',
    rule: 'app/symbol-version-missing',
  },
  {
    sees: 'error while loading shared libraries',
    scenario: 'app-without-its-library',
    rule: 'app/library-missing',
  },
  {
    sees: 'exec: "/bin/sh": stat /bin/sh: no such file or directory',
    scenario: 'app-in-a-shell-without-one',
    rule: 'app/shell-missing',
  },
  {
    sees: 'permission denied, of the program itself',
    scenario: 'app-not-executable',
    rule: 'app/not-executable',
  },
  {
    sees: 'fatal error: malformed GOMEMLIMIT',
    scenario: 'limit-go-does-not-take',
    rule: 'limits/gomemlimit-invalid',
  },
  {
    sees: 'OOMKilled, exit code 137',
    scenario: 'limit-above-the-memory',
    rule: 'limits/gomemlimit-above-limit',
  },
  {
    sees: 'slow answers and probes that time out, on a node that has CPUs to spare',
    scenario: 'limit-of-cpu-exceeded',
    rule: 'limits/gomaxprocs-above-quota',
  },
  { sees: 'too many open files', scenario: 'limit-of-open-files', rule: 'limits/nofile-low' },
  {
    sees: 'no space left on device, of /dev/shm; or SIGBUS',
    scenario: 'limit-of-shared-memory',
    rule: 'limits/shm-small',
  },
  {
    sees: 'connection refused, while curl in the container works',
    scenario: 'port-on-loopback',
    rule: 'listeners/loopback-only',
  },
  { sees: 'connection refused', scenario: 'port-on-loopback', rule: 'listeners/not-listening' },
  { sees: 'address already in use', scenario: 'port-taken', rule: 'listeners/port-taken' },
  {
    sees: 'listen tcp :80: bind: permission denied',
    scenario: 'port-below-1024',
    rule: 'listeners/privileged-port',
  },
  {
    sees: 'the proxy is asked for addresses that NO_PROXY names',
    scenario: 'proxy-list-unread',
    rule: 'proxy/no-proxy-ineffective',
  },
  {
    sees: 'the API server of the cluster is not reached: 403 or 503 of the proxy',
    scenario: 'proxy-list-unread',
    rule: 'proxy/cluster-not-exempt',
  },
  {
    sees: 'a proxy is set, and the program does not ask it',
    scenario: 'proxy-passed-over',
    rule: 'proxy/value-malformed',
  },
  {
    sees: 'unable to find user web: no matching entries in passwd file',
    scenario: 'image-user-without-a-line',
    rule: 'container/user-missing',
  },
  {
    sees: 'container has runAsNonRoot and image will run as root',
    scenario: 'pod-runs-as-root',
    rule: 'pod/root-refused',
  },
  {
    sees: "CreateContainerConfigError: couldn't find key in ConfigMap",
    scenario: 'pod-key-missing',
    rule: 'pod/key-missing',
  },
  {
    sees: 'a Service that has no endpoints, while its pods run',
    scenario: 'pod-port-of-no-name',
    rule: 'pod/port-name-unknown',
  },
];
