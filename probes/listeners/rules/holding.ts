import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { type Port, portName, SAME_PROGRAM } from './port.ts';

/** Who has the port. */
export const holding = {
  'other-process': rule<
    Port & { readonly by: string; readonly name: string | null; readonly pid: number | null }
  >({
    title: 'Another program listens there than the policy says',
    severity: 'error',
    cause:
      'All containers of a pod share its ports. Where a sidecar, a debugger or a former process has the port, what answers there is not the service; and the service itself may be without it ("address already in use").',
    message: ({ by, name, pid, ...port }) =>
      `${portName(port)} belongs to ${name} (process ${pid}), and the policy says ${by}.`,
    remedies: ({ port, by, name }) => [
      byHand('pod', `give ${name} another port, so that ${by} can have ${port}`),
      byHand('policy', `where ${name} is right, name it: by, in listeners.ports`),
    ],
    restart: SAME_PROGRAM,
    example: { port: 8080, protocol: 'tcp', by: 'app', name: 'envoy', pid: 12 },
  }),
  unknown: rule<Port & { readonly what: 'sockets' | 'holder'; readonly errno: string | null }>({
    title: 'Nobody can see who listens',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where the port is open and only its program cannot be seen' }],
    cause:
      'The sockets are read from /proc/net of the container, and their programs from the descriptors in /proc, which a process may look at of its own user alone, and not of another container.',
    message: ({ what, errno, ...port }) =>
      what === 'sockets'
        ? `Whether somebody listens at ${portName(port)} is unknown: /proc/self/net cannot be read (${errno}).`
        : `${portName(port)} is open, and its program cannot be seen: it is of another user or another container of the pod.`,
    remedies: ({ what }) =>
      what === 'sockets'
        ? [byHand('pod', 'mount /proc in the container')]
        : [
            byHand('pod', 'run probe-env as the user of that program, in its container'),
            byHand('policy', 'ask for the port without by'),
          ],
    restart: { mends: false, why: 'The mounts and the users of a container are part of its definition.' },
    example: { what: 'sockets', port: 8080, protocol: 'tcp', errno: 'ENOENT' },
  }),
} as const satisfies RuleSet;
