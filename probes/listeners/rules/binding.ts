import { byHand, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { type Port, portName } from './port.ts';

/** A setting of the pod's network, which Kubernetes lets everybody set (its safe sysctls), as docker does. */
function sysctl(name: string, value: string, why: string): readonly Remedy[] {
  return [
    pod(`spec: { securityContext: { sysctls: [{ name: ${name}, value: "${value}" }] } }`, { why }),
    dockerRun(`--sysctl ${name}=${value}`, { why }),
  ];
}

/** Whether the program can have the port when it starts. */
export const binding = {
  'port-taken': rule<
    Port & {
      readonly at: string;
      /** Not a server, but a connection that goes out from there. */
      readonly connection: boolean;
      readonly uid: number;
      readonly name: string | null;
      readonly pid: number | null;
    }
  >({
    title: 'Somebody has the port already',
    severity: 'error',
    otherwise: [
      {
        severity: 'warning',
        when: 'where it depends on how the program binds it: both families, SO_REUSEADDR',
      },
    ],
    cause:
      'A port of a network namespace belongs to one program at a time, and all containers of a pod share one namespace: a sidecar, a former process that has not ended, or an outgoing connection that got the port from the kernel keeps the service from it.',
    says: ['address already in use'],
    message: ({ at, connection, uid, name, pid, ...port }) => {
      const who =
        name === null
          ? `by somebody of uid ${uid} in this pod who cannot be seen from here`
          : `by ${name} (process ${pid})`;
      return connection
        ? `${portName(port)} is in use at ${at} ${who}, for a connection that goes out.`
        : `${portName(port)} is taken at ${at} ${who}.`;
    },
    remedies: ({ port, name, connection }) =>
      connection
        ? [byHand('pod', `keep ${port} from outgoing connections: listeners/ephemeral-port tells how`)]
        : [
            byHand(
              'pod',
              name === null
                ? `give one of the two another port: ss -ltnup in the other containers of the pod shows who has ${port}`
                : `end ${name} before the service starts, or give one of the two another port`,
            ),
          ],
    restart: { mends: false, why: 'Who has the port keeps it while this container starts again.' },
    example: {
      port: 8080,
      protocol: 'tcp',
      at: '0.0.0.0',
      connection: false,
      uid: 1337,
      name: 'envoy',
      pid: 12,
    },
  }),
  'privileged-port': rule<
    Port & {
      readonly from: number | null;
      readonly mayGain: boolean;
      /** A manifest adds the capability. */
      readonly added: boolean;
      /** The network is that of the node, whose settings no pod may change. */
      readonly ofNode: boolean;
    }
  >({
    title: 'The port is one that this user may not have',
    severity: 'error',
    otherwise: [
      {
        severity: 'warning',
        when: 'where the file of the program may have the capability itself (setcap), or the runtime of the node decides',
      },
    ],
    cause:
      'Ports below net.ipv4.ip_unprivileged_port_start need CAP_NET_BIND_SERVICE in effect. Docker and containerd 2 set that number to 0 for each container, other runtimes leave it at 1024; and a capability that the manifest adds is in effect for root alone: for another user the kernel clears it when the program starts.',
    says: ['bind: permission denied'],
    message: ({ from, mayGain, added, ofNode, ...port }) =>
      from === null
        ? `${portName(port)} is for root alone ${ofNode ? 'in the network of the node, unless its settings say otherwise' : 'on some nodes (CRI-O, containerd before 2.0)'}, and the container runs as another user${added ? ', for whom NET_BIND_SERVICE, which the manifest adds, is not in effect' : ''}.`
        : `${portName(port)} is below ${from}, and this process has no CAP_NET_BIND_SERVICE in effect${mayGain ? ', unless the file of the program gives it' : ''}.`,
    remedies: ({ port, ofNode }) =>
      ofNode
        ? [
            byHand(
              'image',
              'let the program listen above 1023; no pod may set net.* in the network of its node',
            ),
          ]
        : [
            ...sysctl('net.ipv4.ip_unprivileged_port_start', '0', 'then any user may bind it'),
            byHand(
              'image',
              `let the program listen above 1023, and map ${port} to it: targetPort of the Service, -p of docker`,
            ),
          ],
    restart: { mends: false, why: 'User, capabilities and settings are those of the definition.' },
    example: { port: 80, protocol: 'tcp', from: 1024, mayGain: false, added: false, ofNode: false },
  }),
  'ephemeral-port': rule<Port & { readonly first: number; readonly last: number; readonly reserved: string }>(
    {
      title: 'The port is among those that the kernel gives to outgoing connections',
      severity: 'info',
      cause:
        'Each outgoing connection gets a free port of net.ipv4.ip_local_port_range. Where one of this pod has got the very port of the service, the service starts with "address already in use": seldom, and not to be repeated.',
      message: ({ first, last, reserved: _, ...port }) =>
        `${portName(port)} lies between ${first} and ${last}, from which outgoing connections get theirs.`,
      remedies: ({ port, reserved }) => [
        ...sysctl(
          'net.ipv4.ip_local_reserved_ports',
          // What is kept from them stays so.
          /^[\d,-]+$/.test(reserved) ? `${reserved},${port}` : String(port),
          'then no connection gets it',
        ),
        byHand('image', 'let the program listen below that range'),
      ],
      restart: { mends: false, why: 'The range is the same after a restart.' },
      example: { port: 50051, protocol: 'tcp', first: 32768, last: 60999, reserved: '' },
    },
  ),
} as const satisfies RuleSet;
