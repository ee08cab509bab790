import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SAME_MANIFEST } from './start.ts';

type Use = {
  /** Such as `readinessProbe` or `Service web`. */
  readonly by: string;
  readonly port: string;
  /** What is declared. */
  readonly known: readonly string[];
  readonly file: string;
  readonly line: number;
};

const listed = (known: readonly string[]) => (known.length === 0 ? 'none' : known.slice(0, 6).join(', '));

/** Who is to reach which port. */
export const ports = {
  'port-name-unknown': rule<Use & { readonly suggested: string | null }>({
    title: 'A port is named that no container of the pod has',
    severity: 'error',
    cause:
      'The kubelet looks up the name in the ports of the container, and a Service in those of all containers of the pods that it selects, with its protocol. Of a name that is not there nothing is guessed: the probe fails each time, and the Service has no endpoint for that port.',
    message: ({ by, port, known }) =>
      `${by} asks for the port ${port}, and no port is named so; there is ${listed(known)}.`,
    remedies: ({ port, suggested, file, line }) => [
      byHand(
        'pod',
        suggested === null
          ? `name a port of the container ${port} (ports: name), or write its number at ${file}:${line}`
          : `write ${suggested} at ${file}:${line}, or name the port ${port}`,
      ),
    ],
    restart: SAME_MANIFEST,
    example: {
      by: 'readinessProbe',
      port: 'htttp',
      known: ['http'],
      suggested: 'http',
      file: 'web.yaml',
      line: 21,
    },
  }),
  'probe-port-not-declared': rule<Use>({
    title: 'A probe asks at a port that the pod does not declare',
    severity: 'info',
    cause:
      'Ports need not be declared to be reached. Where others are, one that is not may be a slip: then the probe is refused, and the pod is never ready, or started again and again.',
    message: ({ by, port, known }) => `${by} asks at port ${port}; declared is ${listed(known)}.`,
    remedies: ({ port, file, line }) => [
      byHand('pod', `where the program listens at ${port}, declare it too; else change ${file}:${line}`),
    ],
    restart: SAME_MANIFEST,
    example: { by: 'livenessProbe', port: '8081', known: ['8080'], file: 'web.yaml', line: 24 },
  }),
  'service-port-not-declared': rule<Use>({
    title: 'A Service sends to a port that the pod does not declare',
    severity: 'info',
    cause:
      'targetPort is the port of the container, and without it the port of the Service itself is taken. A Service that sends to a port at which nobody listens answers "connection refused", while the pod is ready. Ports need not be declared to be reached; where others are, one that is not may be a slip.',
    message: ({ by, port, known }) => `${by} sends to port ${port}; declared is ${listed(known)}.`,
    remedies: ({ port, file, line }) => [
      byHand(
        'pod',
        `where a program listens at ${port}, declare it too; else name the right one by targetPort at ${file}:${line}`,
      ),
    ],
    restart: SAME_MANIFEST,
    example: { by: 'Service web', port: '80', known: ['8080'], file: 'web.yaml', line: 40 },
  }),
} as const satisfies RuleSet;
