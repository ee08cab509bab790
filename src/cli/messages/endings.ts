import type { KnownMessage } from './message.ts';

const ASK_APP = 'probe-env check --app PROGRAM tells whether it can start here, and if not, why.';

/** What is said of how a program ended: exit codes of shells and runtimes, signals, and what the kernel refuses. */
export const ENDING_MESSAGES: readonly KnownMessage[] = [
  {
    says: /exit(?:ed)? (?:with )?(?:status|code):? 126\b/i,
    rules: ['app/not-executable', 'app/noexec-mount', 'app/wrong-architecture'],
    means: `126: the program was found and could not be started: it is not executable (app/not-executable), its mount is noexec (app/noexec-mount), or it is no program for this machine (app/wrong-architecture). ${ASK_APP}`,
  },
  {
    says: /exit(?:ed)? (?:with )?(?:status|code):? 127\b/i,
    rules: ['app/missing', 'app/loader-missing', 'app/library-missing', 'app/interpreter-missing'],
    means: `127: the program was not found: it is not there or not on PATH (app/missing), or what starts it is not: the loader (app/loader-missing), a library (app/library-missing), the interpreter of a script (app/interpreter-missing). ${ASK_APP}`,
  },
  {
    says: /microarchitecture support|CPU ISA level is lower than required|illegal instruction|\bSIGILL\b|exit(?:ed)? (?:with )?(?:status|code):? 132\b/i,
    rules: ['app/cpu-level'],
    means: `The program uses instructions that this processor does not have (132 is SIGILL): it was built for x86-64-v2, v3 or v4 (GOAMD64, -march), and an old or emulated processor has less (app/cpu-level). ${ASK_APP}`,
  },
  {
    says: /\bSIGBUS\b|bus error|exit(?:ed)? (?:with )?(?:status|code):? 135\b/i,
    rules: ['limits/shm-small'],
    means:
      '135 is SIGBUS: a file that is mapped into memory has no page there. In a container that is most often a /dev/shm that is full (limits/shm-small; docker run --shm-size, an emptyDir with medium: Memory), or a file that was cut short while it was in use. probe-env check --only limits -v tells the size of /dev/shm.',
  },
  {
    says: /exit(?:ed)? (?:with )?(?:status|code):? 255\b/i,
    means:
      '255 is what a program ends with of its own (exit(-1), ssh that got no connection), or what a runtime says that does not know how the container ended. The number tells nothing more: the last words on stderr do (kubectl logs --previous POD): give them to probe-env explain.',
  },
  {
    says: /segmentation fault|\bSIGSEGV\b|exit(?:ed)? (?:with )?(?:status|code):? 139\b/i,
    rules: ['app/symbol-version-missing'],
    means: `139 is SIGSEGV: the program touched memory that it does not have. In a container that is often a library of another release or another C library (app/symbol-version-missing), or too small a stack (threads of musl have 128 KiB). ${ASK_APP}`,
  },
  {
    says: /exit(?:ed)? (?:with )?(?:status|code):? 134\b|signal: aborted|\bSIGABRT\b|(?:^|\s)aborted(?: \(core dumped\))?\s*$/i,
    rules: ['limits/pids-low', 'limits/threadpool-above-pids', 'limits/heap-above-limit'],
    means:
      '134 is SIGABRT: the program ended itself. Node does, mostly without a word, where it may not start a thread (limits/pids-low, limits/threadpool-above-pids: probe-env --only limits -v), and with "heap out of memory" where its heap is full (limits/heap-above-limit); a program of C where its memory was damaged.',
  },
  {
    says: /exit(?:ed)? (?:with )?(?:status|code):? 143\b|signal: terminated|\bSIGTERM\b|(?:^|\s)terminated\s*$/i,
    means:
      '143 is SIGTERM: somebody asked the program to end, and it did. In Kubernetes that is a deploy, an eviction, or a liveness probe that failed: kubectl describe pod tells which.',
  },
  {
    says: /bad system call|\bSIGSYS\b|exit(?:ed)? (?:with )?(?:status|code):? 159\b/i,
    means:
      'A seccomp profile ends programs that make this system call (159 is SIGSYS). Runtimes refuse most with "operation not permitted" instead; look at securityContext.seccompProfile and docker run --security-opt seccomp=FILE.',
  },
  {
    says: /CrashLoopBackOff/i,
    means:
      'The container ended several times, and the kubelet waits before it starts it again; that says nothing of why. kubectl logs --previous POD has its last words, kubectl describe pod its exit code: give either to probe-env explain.',
  },
  {
    says: /text file busy|\bETXTBSY\b/i,
    means:
      'A file that is open for writing cannot be started, and one that runs cannot be written: a script that starts a program which is still being copied, or a copy over the program that runs. Write it beside and rename it (mv), which replaces the name alone.',
  },
  {
    says: /disk quota exceeded|\bEDQUOT\b/i,
    rules: ['permissions/no-room'],
    means:
      'A quota of the user, the group or the project is used up (EDQUOT), and not the file system: df shows room. Of a volume it is its size (the limit of the storage class), of NFS that of the server. Free some of it or ask for more; probe-env looks at room and inodes alone (permissions/no-room), and sees no quota.',
  },
  {
    says: /broken pipe|\bEPIPE\b/i,
    means:
      'Whoever should read has closed the connection or the pipe: a client or a proxy that gave up, a server that ended, head behind a pipe. Nothing of the environment decides about it; look at the other side, at its time limits, and at the load balancer between.',
  },
  {
    says: /too many levels of symbolic links|\bELOOP\b/i,
    rules: ['timezone/link-loop'],
    means:
      'A link leads back to itself by way of others: namei -l PATH shows each step. Of /etc/localtime it is timezone/link-loop. Take the link out, or let it lead to the file that is meant.',
  },
  {
    says: /stale (?:NFS )?file handle|\bESTALE\b/i,
    means:
      'The file or directory of a network file system was taken away on the server while it was in use here (ESTALE), or the export is another one now. Open it anew; where the mount itself is stale, the pod has to be made anew (kubectl delete pod POD), for the mount is made by the node.',
  },
  {
    says: /\bexec[^\n]{0,1024}: operation not permitted/i,
    rules: ['app/capabilities-refused', 'app/capabilities-idle'],
    means: `The file has capabilities that the container may not have (getcap FILE tells them): drop ALL, or a list without them (app/capabilities-refused). Add them to the container, or take them from the file (setcap -r). ${ASK_APP}`,
  },
  {
    isBroad: true,
    says: /operation not permitted|\bEPERM\b/i,
    means:
      'The kernel refuses the act itself, whatever the mode of a file says. It wants a capability that the container was not given or that its user does not have (CAP_CHOWN for chown, CAP_SYS_TIME for the clock, CAP_SYS_ADMIN for mount; CapEff in /proc/self/status); or a seccomp profile refuses that system call (io_uring, unshare, perf); or the file belongs to a uid outside the user namespace, or is immutable (lsattr). Root in a container has a part of the capabilities alone. probe-env check --only permissions,app tells what it can of it.',
  },
];
