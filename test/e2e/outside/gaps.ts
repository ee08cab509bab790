/** What is known of a container from inside, and not of one that is looked at from outside. */
export interface Gap {
  readonly what: string;
  /** Rules that are then silent; a probe's name with /* for all of its own. */
  readonly rules: readonly string[];
  /** Why it cannot be known of a root file system; null where it can. */
  readonly root: string | null;
  /** The same of another process. */
  readonly process: string | null;
}

export const GAPS: readonly Gap[] = [
  {
    what: 'the umask',
    rules: ['umask/*'],
    root: 'no process runs in it',
    process: null,
  },
  {
    what: 'limits of a control group, and what was used of them',
    rules: [
      'limits/cpus-low',
      'limits/memory-low',
      'limits/pids-low',
      'limits/memory-nearly-used',
      'limits/memory-high-reached',
      'limits/oom-killed-before',
      'limits/cpu-throttled',
      'limits/swap-used',
      'limits/gomaxprocs-above-quota',
      'limits/gomemlimit-above-limit',
      'limits/gomemlimit-missing',
      'limits/heap-above-limit',
      'limits/threadpool-above-pids',
    ],
    root: 'who runs it sets them',
    process: 'what is for the whole machine (CPUs, threads) stands in /proc, which is not read as its own',
  },
  {
    what: 'limits of open files, of the size of files and of the stack, the size of /dev/shm',
    rules: [
      'limits/nofile-low',
      'limits/memlock-low',
      'limits/nofile-huge',
      'limits/stack-unlimited',
      'limits/file-size-small',
      'limits/shm-small',
    ],
    root: 'who runs it sets them',
    process: null,
  },
  {
    what: 'where the ports begin at which everybody may listen',
    rules: ['listeners/privileged-port'],
    root: null,
    process: 'it stands in /proc/sys, which is not read as its own',
  },
  {
    what: 'a resolv.conf that is not there, and who answers at the servers that one names',
    rules: [
      'resolver/resolv-conf-missing',
      'resolver/resolv-conf-unreadable',
      'resolver/no-nameserver',
      'resolver/nameserver-loopback-without-listener',
      'resolver/hosts-no-localhost',
    ],
    root: 'who runs it writes the files',
    process: null,
  },
  {
    what: 'a program for another processor',
    rules: ['go-version/wrong-architecture'],
    root: null,
    process: 'whether its kernel emulates one stands in /proc, which is not read as its own',
  },
  {
    what: 'mounts: read-only, noexec, a volume over a file, the room that is left',
    rules: [
      'permissions/read-only-mount',
      'permissions/noexec-mount',
      'permissions/no-room',
      'permissions/volume-unwritable',
    ],
    root: 'they are made when a container starts',
    process: null,
  },
  {
    what: 'what lies in /dev, /proc and /sys',
    rules: [],
    root: 'a runtime mounts over them',
    process: '/proc tells of whoever asks',
  },
  {
    what: 'what a Node there would see, and where it alone differs: its zone, the age of its zone data',
    rules: ['timezone/data-outdated'],
    root: 'nothing there is run, and this Node is another one',
    process: 'nothing there is run, and this Node is another one',
  },
  {
    what: 'what go says with a setting that not every release takes alike (GOEXPERIMENT, odd GOFLAGS, a relative GOPATH)',
    rules: ['go-version/*', 'go-env/*'],
    root: 'it would have to be run',
    process: 'it would have to be run',
  },
  {
    what: 'what an access list takes from a user who is not root',
    rules: [],
    root: 'where neither getfacl nor a GNU ls is here to tell of lists',
    process: 'where neither getfacl nor a GNU ls is here to tell of lists',
  },
  {
    what: 'links of others in directories like /tmp',
    rules: [],
    root: 'fs.protected_symlinks is a setting of the kernel that will run it',
    process: null,
  },
];
