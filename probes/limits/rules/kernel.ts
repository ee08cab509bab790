import { byHand, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { inUnits } from '../../../src/core/text/bytes.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { STAYS } from './restart.ts';

const MORE_MEMORY = byHand('pod', 'see what uses it, or give the container more (resources.limits.memory)');

function withoutSwap(mib: number) {
  return dockerRun(`--memory ${mib}m --memory-swap ${mib}m`, { why: 'as much with swap as without: none' });
}

/** What the kernel enforces, and what it did so far. */
export const kernelRules = {
  'memory-nearly-used': rule<{ usedBytes: number; memoryBytes: number }>({
    title: 'The memory of the container is nearly used up',
    severity: 'warning',
    cause:
      'What is in use and cannot be dropped (the working set, as the kubelet counts it) is near the limit. At the limit the kernel ends a process of the container: OOMKilled, exit code 137.',
    message: ({ usedBytes, memoryBytes }) =>
      `${inUnits(usedBytes)} of ${inUnits(memoryBytes)} are in use and cannot be dropped.`,
    remedies: () => [MORE_MEMORY],
    restart: { mends: true, why: 'A restarted program begins with little memory; a leak fills it again.' },
    example: { usedBytes: 500 * 2 ** 20, memoryBytes: 512 * 2 ** 20 },
  }),
  'oom-killed-before': rule<{ kills: number; memoryBytes: number | null }>({
    title: 'The kernel has ended processes of this container that needed more memory',
    severity: 'info',
    cause:
      'The counter of the control group tells of it. Where process 1 is ended, the container is; where it is another, only that one is missing, and nothing is restarted.',
    says: ['Killed'],
    message: ({ kills, memoryBytes }) =>
      `The kernel ended ${kills} of its processes${memoryBytes === null ? '' : ` at the limit of ${inUnits(memoryBytes)}`}: out of memory.`,
    remedies: () => [MORE_MEMORY],
    restart: { mends: true, why: 'A restarted container has a new counter.' },
    example: { kills: 2, memoryBytes: 512 * 2 ** 20 },
  }),
  'memory-high-reached': rule<{ times: number; highBytes: number; memoryBytes: number | null }>({
    title: 'The kernel slows the programs of this container, since they use more memory than memory.high',
    severity: 'info',
    cause:
      'Above memory.high, which the kubelet sets with its feature MemoryQoS and systemd by MemoryHigh=, nothing is ended: whoever asks for memory has to wait, and take back caches first. A heap that grows towards the limit makes requests slower and slower long before OOMKilled. GOMEMLIMIT belongs below memory.high.',
    message: ({ times, highBytes }) =>
      `Programs asked ${times} times for memory beyond memory.high (${inUnits(highBytes)}), and were slowed.`,
    remedies: ({ highBytes }) => [
      byHand(
        'pod',
        `give the container more memory; a Go service collects its garbage in time with GOMEMLIMIT below ${inUnits(highBytes)}`,
      ),
    ],
    restart: { mends: true, why: 'A restarted container has a new counter, and begins with little memory.' },
    example: { times: 812, highBytes: 400 * 2 ** 20, memoryBytes: 512 * 2 ** 20 },
  }),
  'cpu-throttled': rule<{ throttled: number; periods: number; cpus: number }>({
    title: 'The container often stands still, since its CPU time is used up',
    severity: 'info',
    cause:
      'In each period (100 ms) in which the quota is used up, all threads of the container wait for the next one: requests and probes time out although the node has CPUs to spare.',
    message: ({ throttled, periods, cpus }) =>
      `The quota of ${plural(cpus, 'CPU')} was used up in ${Math.round((throttled / periods) * 100)} % of ${periods} periods.`,
    remedies: () => [
      byHand(
        'pod',
        'give the container more CPU time (resources.limits.cpu), or no limit of it, but a request',
      ),
    ],
    restart: STAYS,
    example: { throttled: 4210, periods: 9000, cpus: 0.5 },
  }),
  'swap-used': rule<{ swapBytes: number; memoryBytes: number | null }>({
    title: 'Memory of the container is swapped out',
    severity: 'info',
    cause:
      'A collector of garbage touches all of the heap: where a part of it is on disk, each collection waits for the disk.',
    message: ({ swapBytes }) => `${inUnits(swapBytes)} of the container's memory are swapped out.`,
    remedies: ({ memoryBytes }) => [
      ...(memoryBytes === null ? [] : [withoutSwap(Math.floor(memoryBytes / 2 ** 20))]),
      byHand('host', 'in Kubernetes the kubelet decides: memorySwap.swapBehavior NoSwap'),
    ],
    restart: { mends: true, why: 'A restarted program has its memory in memory again.' },
    example: { swapBytes: 96 * 2 ** 20, memoryBytes: 512 * 2 ** 20 },
  }),
  'nofile-huge': rule<{ soft: number | null }>({
    title: 'A process may have an absurd number of files open',
    severity: 'info',
    cause:
      'Some runtimes give 1073741816 or no limit. Programs that close all descriptors before they start another (old daemons, Python 2, fakeroot, rpm) then count for minutes, or make tables of gigabytes (Java before 8u, HAProxy, Erlang).',
    message: ({ soft }) =>
      `A process may have ${soft ?? 'any number of'} files open: programs that go through all of them hang.`,
    remedies: () => [
      dockerRun('--ulimit nofile=1048576:1048576'),
      byHand('host', 'Kubernetes has no field for it: set LimitNOFILE=1048576 of containerd or CRI-O'),
    ],
    restart: STAYS,
    example: { soft: 1073741816 },
  }),
  'file-size-small': rule<{ bytes: number }>({
    title: 'No file may become large',
    severity: 'warning',
    cause:
      'ulimit -f, --ulimit fsize= or LimitFSIZE= of systemd says how many bytes a file may have. Who writes more gets "file too large" (EFBIG), or is ended by SIGXFSZ, though the disk has room: a build ends where it links, a service where its log or its database has grown so far.',
    message: ({ bytes }) => `A file may have ${inUnits(bytes)} and no more: a longer one cannot be written.`,
    remedies: () => [
      dockerRun('--ulimit fsize=-1:-1'),
      byHand('host', 'where a script says ulimit -f, or a unit of systemd LimitFSIZE=: take it out'),
    ],
    restart: STAYS,
    example: { bytes: 1024 },
  }),
  'stack-unlimited': rule<Record<string, never>>({
    title: 'The stack of a process has no limit',
    severity: 'info',
    cause:
      'Where there is none, threads of C get 2 MiB by glibc, less than the usual 8 MiB: deep recursion that runs elsewhere ends by SIGSEGV here. The kernel lays out memory from the bottom up, with less room in one piece.',
    message: () => 'A process may have a stack of any size.',
    remedies: () => [dockerRun('--ulimit stack=8388608:-1')],
    restart: STAYS,
    example: {},
  }),
  'pod-limit-shared': rule<{ containers: number; memoryBytes: number; file: string; line: number }>({
    title: 'Each container of the pod plans with the memory of the whole pod',
    severity: 'info',
    cause:
      'The kubelet writes the limit of a pod into each container that has none of its own. Go, Node and Java take it for theirs alone: together they may use as many times the memory of the pod as there are containers, and the kernel ends one of them. Nothing inside of the container tells.',
    message: ({ containers, memoryBytes }) =>
      `The limit of ${inUnits(memoryBytes)} is that of a pod with ${plural(containers, 'container')}; each takes it for its own.`,
    remedies: ({ containers, memoryBytes }) => [
      pod(`resources: { limits: { memory: ${Math.floor(memoryBytes / containers / 2 ** 20)}Mi } }`, {
        why: 'an equal part for each; the pod may keep its own',
      }),
    ],
    restart: STAYS,
    example: { containers: 2, memoryBytes: 1024 * 2 ** 20, file: 'web.yaml', line: 7 },
  }),
} as const satisfies RuleSet;
