import type { KnownMessage } from './message.ts';

const ASK_LIMITS =
  'probe-env check --only limits -v tells the limits of this container, what is in use, and how often one was met.';

/** What is said where a limit is met. */
export const LIMIT_MESSAGES: readonly KnownMessage[] = [
  {
    says: /\bmlock[^\n]{0,256}: cannot allocate memory|\bRLIMIT_MEMLOCK\b|mlock of signal stack failed|increase the mlock limit/i,
    rules: ['limits/memlock-low'],
    means:
      'The limit is that of memory which may be locked (RLIMIT_MEMLOCK), and not that of the container: docker run --ulimit memlock=-1, or the default of the runtime on the node. probe-env check --only limits -f json tells it as memlock.',
  },
  {
    says: /JavaScript heap out of memory|Reached heap limit/i,
    rules: ['limits/heap-above-limit', 'limits/memory-low'],
    means:
      'Node ended itself: its heap may not grow beyond a limit of its own, which follows from the memory of the container or from --max-old-space-size in NODE_OPTIONS. probe-env check --only limits -v tells both; the kernel has killed nothing.',
  },
  {
    says: /runtime: out of memory|fatal error: out of memory|runtime: cannot allocate (?:memory|heap)|failed to (?:reserve|allocate) page summary memory/i,
    rules: ['limits/memory-low', 'limits/gomemlimit-missing'],
    means:
      'Go ended itself: the kernel gave it no more memory, by a limit of the address space (ulimit -v) or of overcommit (vm.overcommit_memory=2). A container that meets its memory limit is killed instead (OOMKilled). probe-env check --only limits -v tells the limits.',
  },
  {
    says: /signal: killed|\bKilled\b|OOMKilled|out of memory|cannot allocate memory|exit (?:status|code) 137/i,
    rules: [
      'limits/oom-killed-before',
      'limits/gomemlimit-missing',
      'limits/memory-nearly-used',
      'limits/gomemlimit-above-limit',
    ],
    means: `The kernel ended the program for the memory limit of the container, or somebody sent SIGKILL. A build needs less with go build -p 1 and GOMEMLIMIT below the limit. ${ASK_LIMITS}`,
  },
  {
    says: /pthread_create failed: (?:operation not permitted|function not implemented)|clone3?[^\n]{0,64}: (?:operation not permitted|function not implemented)|new OS thread \(have \d{1,9} already; errno=1\)/i,
    rules: [],
    means:
      'The seccomp profile of an old Docker, containerd or libseccomp does not know the system call clone3, by which the C library of newer images (glibc from 2.34 on) starts threads, and refuses it with EPERM. On the node: Docker from 20.10.10, containerd from 1.5.6 and libseccomp from 2.5 on. Until then: an older base image, CGO_ENABLED=0, or docker run --security-opt seccomp=unconfined, which takes all of that protection away.',
  },
  {
    says: /(?:inotify|watcher|\bwatch(?:ing)?\b)[^\n]{0,256}(?:too many open files|no space left on device)/i,
    rules: [],
    means:
      'This is about inotify, by which programs watch files, and neither about open files nor about the disk: too many open files means that fs.inotify.max_user_instances (128 by default) is used up, no space left on device that fs.inotify.max_user_watches is. They count per user and node, those of all containers together. On the node: sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288, and the same in /etc/sysctl.d to keep it; a container may not set them.',
  },
  {
    says: /too many open files|\bEMFILE\b|\bENFILE\b/i,
    rules: ['limits/nofile-low'],
    means: `The limit of open files is reached (RLIMIT_NOFILE, ulimit -n): sockets count too, so a leak of connections looks the same. docker run --ulimit nofile=65536:65536; Kubernetes has no field for it, its runtime on the node does. ${ASK_LIMITS} What the service needs stands in the policy: limits: { openFiles: 65536 }.`,
  },
  {
    says: /resource temporarily unavailable|increase max user processes|failed to create new OS thread|newosproc|pthread_create failed|(?:can't|cannot) fork|\bEAGAIN\b/i,
    rules: ['limits/pids-low'],
    means: `A limit of processes or threads is reached: ulimit -u, the pids limit of the pod or of docker run --pids-limit. A build needs fewer with go build -p 1. ${ASK_LIMITS} What the service needs stands in the policy: limits: { processes: 512 }.`,
  },
];
