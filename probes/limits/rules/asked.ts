import { byHand, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { inUnits } from '../../../src/core/text/bytes.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { STAYS } from './restart.ts';

const RAISE_FILES = (asked: number) => [
  dockerRun(`--ulimit nofile=${asked}:${asked}`),
  byHand('host', `Kubernetes has no field for it: raise LimitNOFILE of containerd or CRI-O to ${asked}`),
];

/** `512Mi`: whole mebibytes, as a manifest has them. */
function quantity(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}Mi`;
}

/** What the policy asks for. */
export const askedRules = {
  'cpus-low': rule<{ cpus: number; asked: number }>({
    title: 'The container may use less CPU time than the policy asks for',
    severity: 'error',
    cause: 'The quota of the control group is below limits.cpus of the policy.',
    message: ({ cpus, asked }) =>
      `The container may use ${plural(cpus, 'CPU')}; the policy asks for ${asked}.`,
    remedies: ({ asked }) => [
      pod(`resources: { limits: { cpu: "${asked}" } }`),
      dockerRun(`--cpus ${asked}`),
    ],
    restart: STAYS,
    example: { cpus: 0.5, asked: 2 },
  }),
  'memory-low': rule<{ memoryBytes: number; asked: number }>({
    title: 'The container may use less memory than the policy asks for',
    severity: 'error',
    cause: 'The limit of the control group is below limits.memory of the policy.',
    message: ({ memoryBytes, asked }) =>
      `The container may use ${inUnits(memoryBytes)}; the policy asks for ${inUnits(asked)}.`,
    remedies: ({ asked }) => [
      pod(`resources: { limits: { memory: ${quantity(asked)} } }`),
      dockerRun(`--memory ${Math.ceil(asked / 2 ** 20)}m`),
    ],
    restart: STAYS,
    example: { memoryBytes: 64 * 2 ** 20, asked: 256 * 2 ** 20 },
  }),
  'nofile-low': rule<{ soft: number; hard: number | null; asked: number }>({
    title: 'A process may have fewer files open than the policy asks for',
    severity: 'error',
    otherwise: [
      { severity: 'warning', when: 'where a program may raise it itself: Go from 1.19 on and Node do' },
    ],
    cause:
      'A process starts with the soft limit, and may raise it up to the hard one. Go from 1.19 on and Node do that at their start; most others do not, and fail with "too many open files" at the soft limit.',
    says: ['too many open files'],
    message: ({ soft, hard, asked }) =>
      `A process may have ${soft} files open${hard === soft ? '' : ` (and raise that to ${hard ?? 'any number'})`}; the policy asks for ${asked}.`,
    remedies: ({ asked }) => RAISE_FILES(asked),
    restart: STAYS,
    example: { soft: 1024, hard: 1024, asked: 4096 },
  }),
  'memlock-low': rule<{
    soft: number;
    hard: number | null;
    asked: number;
    /** A capability that is added is in effect. */
    root: boolean;
  }>({
    title: 'A process may lock less memory than the policy asks for',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a program may raise it itself, up to the hard limit' }],
    cause:
      'Memory that must never be swapped out (mlock(2): keys, buffers of io_uring and RDMA, maps of BPF before Linux 5.11) counts against RLIMIT_MEMLOCK of a process without CAP_IPC_LOCK. Beyond it the kernel answers ENOMEM, "cannot allocate memory", though there is memory enough.',
    message: ({ soft, hard, asked }) =>
      `A process may lock ${inUnits(soft)}${hard === soft ? '' : ` (and raise that to ${hard === null ? 'any amount' : inUnits(hard)})`}; the policy asks for ${inUnits(asked)}.`,
    remedies: ({ asked, root }) => [
      ...(root
        ? [
            pod('securityContext: { capabilities: { add: [IPC_LOCK] } }', { why: 'then no limit holds it' }),
            dockerRun('--cap-add IPC_LOCK', { why: 'then no limit holds it' }),
          ]
        : []),
      dockerRun(`--ulimit memlock=${asked}:${asked}`),
      byHand(
        'host',
        `Kubernetes has no field for the limit: raise LimitMEMLOCK of containerd or CRI-O to ${asked}`,
      ),
    ],
    restart: STAYS,
    example: { soft: 65536, hard: 65536, asked: 64 * 2 ** 20, root: true },
  }),
  'pids-low': rule<{ pids: number; asked: number }>({
    title: 'The container may have few processes and threads',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where the policy asks for more' }],
    cause:
      'pids.max counts threads too. A Go program needs one for each CPU that it runs on and some beside, Node about eleven; where a new one is refused, Go ends with "newosproc", and Node hangs or aborts at its start.',
    says: [
      'failed to create new OS thread',
      'pthread_create failed',
      'Cannot fork',
      'Resource temporarily unavailable',
    ],
    message: ({ pids, asked }) =>
      `The container may have ${pids} processes and threads; needed are ${asked}.`,
    remedies: ({ asked }) => [
      dockerRun(`--pids-limit ${Math.max(asked, 128)}`),
      byHand('host', 'in Kubernetes the kubelet sets it for all pods of a node: raise podPidsLimit there'),
    ],
    restart: STAYS,
    example: { pids: 8, asked: 16 },
  }),
  'shm-small': rule<{ bytes: number; asked: number }>({
    title: '/dev/shm is smaller than the policy asks for',
    severity: 'error',
    cause:
      'Container runtimes give /dev/shm 64 MiB. Who shares memory through it (PostgreSQL, Chromium, PyTorch) gets "No space left on device" or ends by SIGBUS.',
    says: ['/dev/shm/'],
    message: ({ bytes, asked }) => `/dev/shm has ${inUnits(bytes)}; the policy asks for ${inUnits(asked)}.`,
    remedies: ({ asked }) => [
      dockerRun(`--shm-size ${Math.ceil(asked / 2 ** 20)}m`),
      pod(
        [
          'spec:',
          `  volumes: [{ name: shm, emptyDir: { medium: Memory, sizeLimit: ${quantity(asked)} } }]`,
          '  containers: [{ volumeMounts: [{ name: shm, mountPath: /dev/shm }] }]',
        ],
        { why: 'what is in it counts as memory of the container' },
      ),
    ],
    restart: STAYS,
    example: { bytes: 64 * 2 ** 20, asked: 256 * 2 ** 20 },
  }),
} as const satisfies RuleSet;
