import { byHand, pod } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { shortDuration } from '../../../src/core/time/duration.ts';
import { SAME_MANIFEST } from './start.ts';

type Placed = { readonly file: string; readonly line: number };

/** What its probes run, and what its variables and files will hold. */
export const values = {
  'probe-program': rule<Placed & { readonly by: string; readonly program: string; readonly message: string }>(
    {
      title: 'A probe or a hook names a program that cannot be started',
      severity: 'error',
      cause:
        'The kubelet runs the program of an exec probe or a hook in the container. Where it cannot be started, a readiness or startup probe never succeeds, a liveness probe is passed over for ever, and a postStart hook that fails ends the container.',
      message: ({ by, message }) => `${by} cannot be run: ${message}.`,
      remedies: ({ file, line }) => [
        byHand('pod', `name a program that the image has, by its whole path: ${file}:${line}`),
        byHand('image', 'put it into the image, executable for this user'),
      ],
      restart: SAME_MANIFEST,
      example: {
        by: 'readinessProbe',
        program: 'curl',
        message: 'exec: "curl": executable file not found in $PATH',
        file: 'web.yaml',
        line: 21,
      },
    },
  ),
  'liveness-purpose': rule<Placed>({
    title: 'A liveness probe runs probe-env as if for readiness',
    severity: 'warning',
    cause:
      'What probe-env finds is mostly wrong in the image or the manifest, which a restart does not change: as a liveness probe it makes a crash loop of it. With --for liveness it fails only on what a restart puts right.',
    message: () => `The liveness probe runs probe-env without --for liveness.`,
    remedies: () => [
      pod('livenessProbe: { exec: { command: [probe-env, --for, liveness] } }', {
        why: 'with the options that stand there now',
      }),
    ],
    restart: SAME_MANIFEST,
    example: { file: 'web.yaml', line: 21 },
  }),
  'probe-timeout': rule<
    Placed & {
      readonly by: string;
      readonly seconds: number;
      readonly deadlineMs: number;
      readonly suggested: number;
    }
  >({
    title: 'The kubelet breaks a probe off before probe-env has its answer',
    severity: 'warning',
    cause:
      'timeoutSeconds (1 where nobody says it) counts from the start of the exec, and the deadline of probe-env (--timeout) from the start of its process. Where the first is not above the second, the kubelet ends a slow run before it can say what it saw: the probe fails without a word.',
    message: ({ by, seconds, deadlineMs }) =>
      `${by} has ${seconds} s (timeoutSeconds), and probe-env a deadline of ${shortDuration(deadlineMs)}.`,
    remedies: ({ by, suggested }) =>
      /^\w+$/.test(by)
        ? [pod(`${by}: { timeoutSeconds: ${suggested} }`, { why: 'with room for its start and its end' })]
        : [],
    restart: SAME_MANIFEST,
    example: { by: 'readinessProbe', seconds: 1, deadlineMs: 4000, suggested: 8, file: 'web.yaml', line: 21 },
  }),
  'size-of-node': rule<Placed & { readonly variable: string; readonly resource: string }>({
    title: 'A variable gets the size of the node, since the container has no such limit',
    severity: 'info',
    otherwise: [{ severity: 'warning', when: 'where Go reads it: GOMEMLIMIT, GOMAXPROCS' }],
    cause:
      'A resourceFieldRef to limits.memory or limits.cpu of a container without that limit gives what the whole node has to give: GOMEMLIMIT then holds back nothing, and GOMAXPROCS is that of the node.',
    message: ({ variable, resource }) =>
      `${variable} is ${resource} of a container that has none: it gets the size of the node.`,
    remedies: ({ resource }) => [
      byHand(
        'pod',
        `give the container a limit (resources: { limits: { ${resource.slice('limits.'.length)}: AMOUNT } }), or take the variable out`,
      ),
    ],
    restart: SAME_MANIFEST,
    example: { variable: 'GOMEMLIMIT', resource: 'limits.memory', file: 'web.yaml', line: 14 },
  }),
  'sub-path-missing': rule<
    Placed & { readonly path: string; readonly volume: string; readonly type: string; readonly part: string }
  >({
    title: 'A subPath names nothing of its volume',
    severity: 'warning',
    cause:
      'What subPath names and the volume does not have is made by the kubelet, as an empty directory. The pod starts, and the program finds a directory in the place of its file: "is a directory". Mostly the key of the ConfigMap or Secret is spelt otherwise, or is not there yet.',
    message: ({ path, volume, type, part }) =>
      `${type} ${volume} has no ${part}: ${path} is an empty directory.`,
    remedies: ({ volume, part, file, line }) => [
      byHand('pod', `write a key of ${volume} as subPath, or add ${part} to it: ${file}:${line}`),
    ],
    restart: SAME_MANIFEST,
    example: {
      path: '/etc/app/config.yaml',
      volume: 'app',
      type: 'configMap',
      part: 'config.yaml',
      file: 'web.yaml',
      line: 17,
    },
  }),
  'not-updated': rule<Placed & { readonly path: string; readonly volume: string; readonly type: string }>({
    title: 'A file that is mounted by subPath stays as it was when the container started',
    severity: 'info',
    cause:
      'The kubelet updates the files of a ConfigMap, a Secret and their like in a running container, but not what is mounted of them by subPath: that stays the file of the start. Certificates that are rotated are not seen there.',
    message: ({ path, volume, type }) =>
      `${path} comes from ${type} ${volume} by subPath, and never changes while the container runs.`,
    remedies: ({ file, line }) => [
      byHand(
        'pod',
        `where it has to change, mount the whole volume at a directory of its own: ${file}:${line}`,
      ),
    ],
    restart: { mends: true, why: 'A restarted container mounts the file of now.' },
    example: { path: '/etc/ssl/ca.pem', volume: 'ca', type: 'secret', file: 'web.yaml', line: 17 },
  }),
} as const satisfies RuleSet;
